import { dnsLabelErrors } from '../../terms/dns-name';
import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './ports-of';

export const portName = defineRule({
  id: 'endpoint-slice/port-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'Names of ports are DNS labels, and no two of a slice are the same; no name is a name, too.',
  why: 'kube-apiserver refuses others (validatePorts in pkg/apis/discovery/validation); by the name a port is matched with the port of the Service.',
  fix: "Give each port the name of the Service's port that it serves, and leave it out if that has none.",
  passing: [
    { title: 'Two names', manifests: withPorts('{ name: http, port: 80 }, { name: https, port: 443 }') },
    { title: 'No name', manifests: withPorts('{ port: 80 }') },
  ],
  failing: [
    {
      title: 'The same name twice',
      manifests: withPorts('{ name: http, port: 80 }, { name: http, port: 8080 }'),
      path: 'ports[1].name',
      kind: 'Duplicate',
    },
    {
      title: 'Two ports without a name',
      manifests: withPorts('{ port: 80 }, { port: 443 }'),
      path: 'ports[1].name',
      kind: 'Duplicate',
    },
    {
      title: 'An underscore',
      manifests: withPorts('{ name: my_port, port: 80 }'),
      path: 'ports[0].name',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const seen = new Set<string>();
    for (const port of portsOf(object)) {
      const name = port.at('name');
      if (name.text !== '') for (const error of dnsLabelErrors(name.text)) yield name.invalid(error);
      if (seen.has(name.text)) yield name.duplicate({}, name.text);
      seen.add(name.text);
    }
  },
});

function withPorts(ports: string): string {
  return endpointSlice(`addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3] }]\nports: [${ports}]`);
}

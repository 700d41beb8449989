import { dnsLabelErrors } from '../../terms/dns-name';
import { portNumberErrors } from '../../terms/port-number';
import { checkProtocols } from '../endpoint-slice/port-protocol';
import { endpoints } from '../example';
import { defineRule } from '../rule';

const withPorts = (ports: string) => endpoints(`addresses: [{ ip: 192.0.2.10 }], ports: [${ports}]`);

export const port = defineRule({
  id: 'endpoints/port',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Endpoints'],
  summary: 'Ports of Endpoints have numbers, protocols, and where there are several, names.',
  why: 'kube-apiserver refuses others (validateEndpointPort in pkg/apis/core/validation); by the name a port is matched with the port of the Service.',
  fix: "Give each port the name of the Service's port that it serves; protocols are TCP, UDP and SCTP.",
  passing: [
    { title: 'One without a name', manifests: withPorts('{ port: 5432 }') },
    {
      title: 'Two with names',
      manifests: withPorts('{ name: db, port: 5432 }, { name: dns, port: 53, protocol: UDP }'),
    },
  ],
  failing: [
    { title: 'No number', manifests: withPorts('{ name: db }'), path: 'subsets[0].ports[0].port', kind: 'Invalid' },
    {
      title: 'Two, of which one has no name',
      manifests: withPorts('{ name: db, port: 5432 }, { port: 80 }'),
      path: 'subsets[0].ports[1].name',
      kind: 'Required',
    },
    {
      title: 'An underscore',
      manifests: withPorts('{ name: my_port, port: 80 }'),
      path: 'subsets[0].ports[0].name',
      kind: 'Invalid',
    },
    {
      title: 'Small letters',
      manifests: withPorts('{ port: 53, protocol: udp }'),
      path: 'subsets[0].ports[0].protocol',
      kind: 'NotSupported',
    },
  ],
  *check(object, { minor }) {
    for (const subset of object.at('subsets').items()) {
      const ports = subset.at('ports').items();
      for (const each of ports) {
        const [name, number] = [each.at('name'), each.at('port')];
        if (name.text !== '') for (const error of dnsLabelErrors(name.text)) yield name.invalid(error);
        else if (ports.length > 1) yield name.required();
        const value = number.present ? number.value : 0;
        for (const error of portNumberErrors(value)) yield number.invalid(error, {}, value);
        yield* checkProtocols(each, minor);
      }
    }
  },
});

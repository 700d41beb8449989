import { dnsLabelErrors } from '../../terms/dns-name';
import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

export const portName = defineRule({
  id: 'service/port-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'Ports have names of their own, DNS labels all; a single port may have none.',
  why: 'kube-apiserver asks for it (validateServicePort in pkg/apis/core/validation): endpoints and DNS tell ports by their names.',
  fix: 'Name every port with lower case letters, digits and inner hyphens, each name once.',
  passing: [
    { title: 'A single port', manifests: service('ports: [{ port: 80 }]') },
    {
      title: 'Digits are a name',
      manifests: service("ports: [{ name: http, port: 80 }, { name: '8080', port: 8080 }]"),
    },
  ],
  failing: [
    {
      title: 'Two ports without names',
      manifests: service('ports: [{ port: 80 }, { port: 443 }]'),
      path: 'spec.ports[0].name',
      kind: 'Required',
    },
    {
      title: 'An underscore',
      manifests: service('ports: [{ name: http_api, port: 80 }]'),
      path: 'spec.ports[0].name',
      kind: 'Invalid',
    },
    {
      title: 'One name twice',
      manifests: service('ports: [{ name: http, port: 80 }, { name: http, port: 443 }]'),
      path: 'spec.ports[1].name',
      kind: 'Duplicate',
    },
  ],
  *check(object) {
    const ports = portsOf(object);
    const names = new Set<string>();
    for (const port of ports) {
      const name = port.at('name');
      if (name.text === '') {
        if (ports.length > 1) yield name.required();
        continue;
      }
      for (const error of dnsLabelErrors(name.text)) yield name.invalid(error);
      if (names.has(name.text)) yield name.duplicate();
      names.add(name.text);
    }
  },
});

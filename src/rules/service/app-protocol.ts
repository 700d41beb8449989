import { qualifiedNameErrors } from '../../terms/qualified-name';
import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

export const appProtocol = defineRule({
  id: 'service/app-protocol',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'An appProtocol is an IANA service name, or a name with a prefix.',
  why: 'kube-apiserver asks for a qualified name (validateServicePort in pkg/apis/core/validation).',
  fix: 'Write a name like http or https, or one with a prefix like kubernetes.io/h2c; leave the field out rather than empty.',
  passing: [{ title: 'With a prefix', manifests: service('ports: [{ port: 80, appProtocol: kubernetes.io/h2c }]') }],
  failing: [
    {
      title: 'A space',
      manifests: service('ports: [{ port: 80, appProtocol: my proto }]'),
      path: 'spec.ports[0].appProtocol',
      kind: 'Invalid',
    },
    {
      title: 'Empty',
      manifests: service("ports: [{ port: 80, appProtocol: '' }]"),
      path: 'spec.ports[0].appProtocol',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    for (const port of portsOf(object)) {
      const protocol = port.at('appProtocol');
      if (!protocol.present) continue;
      for (const error of qualifiedNameErrors(protocol.text, minor)) yield protocol.invalid(error);
    }
  },
});

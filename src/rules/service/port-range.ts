import { portNumberErrors } from '../../terms/port-number';
import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

export const portRange = defineRule({
  id: 'service/port-range',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'A port is a number from 1 to 65535.',
  why: 'kube-apiserver refuses others (validateServicePort in pkg/apis/core/validation); a port that is left out is 0.',
  fix: 'Write the port that clients dial.',
  passing: [{ title: 'The last port', manifests: service('ports: [{ port: 65535 }]') }],
  failing: [
    {
      title: 'One more than there are',
      manifests: service('ports: [{ port: 65536, targetPort: 80 }]'),
      path: 'spec.ports[0].port',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const port of portsOf(object)) {
      for (const error of portNumberErrors(port.at('port').value)) yield port.at('port').invalid(error);
    }
  },
});

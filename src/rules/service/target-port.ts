import { portNameErrors } from '../../terms/dns-name';
import { portNumberErrors } from '../../terms/port-number';
import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

export const targetPort = defineRule({
  id: 'service/target-port',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'A targetPort is a number from 1 to 65535, or a name that a container port can have.',
  why: 'kube-apiserver refuses others (ValidatePortNumOrName in pkg/apis/core/validation); a number in quotes is a name.',
  fix: 'Write the number without quotes, or a name of at most 15 lower case letters, digits and single inner hyphens with a letter among them.',
  passing: [
    { title: 'A name', manifests: service('ports: [{ port: 80, targetPort: 8080-web }]') },
    { title: 'Left out, it is the port', manifests: service('ports: [{ port: 80 }]') },
  ],
  failing: [
    {
      title: 'A number in quotes',
      manifests: service("ports: [{ port: 80, targetPort: '8080' }]"),
      path: 'spec.ports[0].targetPort',
      kind: 'Invalid',
    },
    {
      title: 'Too large',
      manifests: service('ports: [{ port: 80, targetPort: 80800 }]'),
      path: 'spec.ports[0].targetPort',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const port of portsOf(object)) {
      const target = port.at('targetPort');
      const errors = typeof target.value === 'string' ? portNameErrors(target.value) : portNumberErrors(target.value);
      for (const error of errors) yield target.invalid(error);
    }
  },
});

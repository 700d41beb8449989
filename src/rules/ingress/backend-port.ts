import { portNameErrors } from '../../terms/dns-name';
import { portNumberErrors } from '../../terms/port-number';
import type { Cursor, Finding } from '../cursor';
import { ingress } from '../example';
import { defineRule } from '../rule';
import { serviceBackendsOf } from './ingress-shape';

export const backendPort = defineRule({
  id: 'ingress/backend-port',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A backend says which port of the Service it means, by its name or by its number.',
  why: 'kube-apiserver refuses neither and both; a name has 15 characters at most and a letter among them, although ports of Services may have longer ones (validateIngressBackend in pkg/apis/networking/validation).',
  fix: "Write the Service's port (not its targetPort or nodePort) as port.number, or its name as port.name.",
  passing: [
    { title: 'A number', manifests: withPort('number: 80') },
    { title: 'A name', manifests: withPort('name: http') },
  ],
  failing: [
    { title: 'No port', manifests: withPort(''), path: 'spec.defaultBackend', kind: 'Required' },
    { title: 'Both', manifests: withPort('name: http, number: 80'), path: 'spec.defaultBackend', kind: 'Invalid' },
    {
      title: 'A name that is too long to be referred to',
      manifests: withPort('name: a-very-long-port-name'),
      path: 'spec.defaultBackend.service.port.name',
      kind: 'Invalid',
    },
    {
      title: 'No port has this number',
      manifests: withPort('number: 70000'),
      path: 'spec.defaultBackend.service.port.number',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const backend of serviceBackendsOf(object)) yield* checkPort(backend);
  },
});

function* checkPort(backend: Cursor): Iterable<Finding> {
  const port = backend.at('service', 'port');
  const name = port.at('name');
  const number = port.at('number');
  const numbered = number.present && number.value !== 0;
  if (name.text !== '' && numbered) yield backend.invalid('cannot set both port name & port number', {}, '');
  else if (name.text !== '') for (const error of portNameErrors(name.text)) yield name.invalid(error);
  else if (numbered) for (const error of portNumberErrors(number.value)) yield number.invalid(error);
  else yield backend.required('port name or number is required');
}

function withPort(port: string): string {
  return ingress(`defaultBackend: { service: { name: web, port: { ${port} } } }`);
}

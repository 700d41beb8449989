import { servicePorts } from '../../model/service';
import { protocolOf } from '../../model/workload';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { ingress, service, stream } from './examples';
import { serviceBackendsAt } from './facts/ingress-at';
import { findPort } from './ingress-backend-port';

export const ingressBackendProtocol = defineRule({
  id: 'links/ingress-backend-protocol',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A backend of an Ingress is a TCP port.',
  why: 'Ingress is about HTTP, which controllers speak over TCP; a port of another protocol has no endpoints that they could use.',
  fix: 'Name a TCP port of the Service.',
  passing: [
    {
      title: 'A TCP port',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        service('ports: [{ port: 80 }]'),
      ),
    },
  ],
  failing: [
    {
      title: 'A UDP port',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        service('ports: [{ port: 80, protocol: UDP }]'),
      ),
      path: 'spec.defaultBackend.service.port',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    for (const { at, service } of serviceBackendsAt(object)) {
      const target = model.services.get(keyOf(namespace, service.name ?? ''));
      if (target === undefined || service.port === undefined) continue;
      const ports = servicePorts(target.spec);
      const port = findPort(ports, service.port);
      const protocols = ports.filter((other) => port !== undefined && other.port === port.port).map(protocolOf);
      if (port === undefined || protocols.includes('TCP')) continue;
      yield at.at('port').invalid(`is a port of protocol ${protocols.join(', ')}`);
    }
  },
});

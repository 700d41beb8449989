import type { NumberedPort, Service, ServiceBackendPort } from '../../model/objects';
import { servicePorts, targetPortOf } from '../../model/service';
import { nearest } from '../../terms/nearest';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { ingress, service, stream } from './examples';
import { serviceBackendsAt } from './facts/ingress-at';
import { isAction } from './ingress-backend-service';

const WEB = service('ports: [{ name: http, port: 80, targetPort: 8080 }]');

export const ingressBackendPort = defineRule({
  id: 'links/ingress-backend-port',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A backend of an Ingress names a port of its Service, by number or by name.',
  why: 'The port of a backend is the port of the Service, neither its targetPort nor its nodePort. The API server does not look whether it exists; without it the controller answers 404 or 503.',
  fix: 'Name the port of the Service.',
  passing: [
    {
      title: 'The number of the Service port',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        WEB,
      ),
    },
    {
      title: 'The name of the Service port',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { name: http } } }'),
        WEB,
      ),
    },
  ],
  failing: [
    {
      title: 'The targetPort of the Service',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 8080 } } }'),
        WEB,
      ),
      path: 'spec.defaultBackend.service.port.number',
      kind: 'NotFound',
    },
    {
      title: 'A name that no port has',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { name: web } } }'),
        WEB,
      ),
      path: 'spec.defaultBackend.service.port.name',
      kind: 'NotFound',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    for (const { at, service } of serviceBackendsAt(object)) {
      const target = model.services.get(keyOf(namespace, service.name ?? ''));
      const wanted = service.port;
      if (target === undefined || wanted === undefined || isAction(wanted.name)) continue;
      const ports = servicePorts(target.spec);
      if (ports.length === 0 && target.spec.type === 'ExternalName') continue;
      if (findPort(ports, wanted) !== undefined) continue;
      const field = wanted.name === undefined ? 'number' : 'name';
      const called = wanted[field];
      if (called === undefined) continue;
      const detail = `Service ${keyOf(namespace, service.name ?? '')} has no port ${called}: ${describe(ports)}`;
      yield at.at('port', field).notFound(detail, { fix: fixOf(target, ports, called) });
    }
  },
});

/** The port of a Service that a backend names. */
export function findPort(
  ports: readonly NumberedPort[],
  { name, number }: ServiceBackendPort,
): NumberedPort | undefined {
  return ports.find((port) => (name === undefined || name === '' ? port.port === number : port.name === name));
}

function describe(ports: readonly NumberedPort[]): string {
  const all = ports.map(({ name, port }) => (name === undefined ? String(port) : `${port} (${name})`));
  return all.length === 0 ? 'it has no ports' : `it has ${listed(all)}`;
}

function fixOf({ spec }: Service, ports: readonly NumberedPort[], wanted: number | string): string {
  const target = ports.find((port) => targetPortOf(port) === wanted);
  if (target !== undefined) return `Name \`${nameOf(target)}\`, whose targetPort is ${wanted}.`;
  const node = ports.find(({ nodePort }) => nodePort === wanted);
  if (node !== undefined) return `Name \`${nameOf(node)}\`, whose nodePort is ${wanted}.`;
  if (spec.healthCheckNodePort === wanted) return `Name one of these ports: ${wanted} is its healthCheckNodePort.`;
  const named = ports.flatMap((port) => port.name ?? []);
  const meant = typeof wanted === 'number' ? undefined : nearest(wanted, named);
  if (meant !== undefined) return `Did you mean \`name: ${meant}\`?`;
  const [only] = ports;
  return only !== undefined && ports.length === 1 ? `Did you mean \`${nameOf(only)}\`?` : 'Name one of these ports.';
}

function nameOf({ port }: NumberedPort): string {
  return `number: ${port}`;
}

import { isService, referentOf } from '../../model/gateway/grants';
import type { BackendReference } from '../../model/gateway/objects';
import type { NumberedPort } from '../../model/objects';
import { servicePorts, targetPortOf } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { stream } from './examples';
import { backendRefsAt, routeAt } from './facts/gateway-at';
import { backend, httpRoute } from './gateway-examples';

export const gatewayBackendPort = defineRule({
  id: 'links/gateway-backend-port',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
  field: 'spec.rules',
  summary: 'A backend of a route names a port of its Service.',
  why: 'The port is the port of the Service, neither its targetPort nor its nodePort. Without it the route says ResolvedRefs=False, reason BackendNotFound, and requests get 500.',
  fix: 'Name the port of the Service.',
  passing: [
    {
      title: 'The port of the Service',
      manifests: stream(backend(), httpRoute('rules: [{ backendRefs: [{ name: web, port: 80 }] }]')),
    },
  ],
  failing: [
    {
      title: 'The targetPort of the Service',
      manifests: stream(backend(), httpRoute('rules: [{ backendRefs: [{ name: web, port: 8080 }] }]')),
      path: 'spec.rules[0].backendRefs[0].port',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const { namespace = context.model.defaultNamespace } = context.object;
    if (routeAt(context) === undefined) return;
    for (const place of backendRefsAt(object)) {
      const ref = place.value as BackendReference;
      const to = referentOf(ref, namespace, 'Service');
      const service = isService(to) ? context.model.services.get(keyOf(to.namespace, to.name)) : undefined;
      if (service === undefined || ref.port === undefined) continue;
      const ports = servicePorts(service.spec);
      // A Service without ports is an ExternalName, which controllers take or leave as a whole.
      if (ports.length === 0 || ports.some(({ port }) => port === ref.port)) continue;
      const all = listed(ports.map(({ port, name }) => (name === undefined ? String(port) : `${port} (${name})`)));
      const detail = `Service ${keyOf(to.namespace, to.name)} has no port ${ref.port}, but ${all}`;
      yield place.at('port').notFound(detail, wordsOf(ports, ref.port));
    }
  },
});

function wordsOf(ports: readonly NumberedPort[], wanted: number): Words {
  const target = ports.find((port) => targetPortOf(port) === wanted);
  if (target !== undefined) return { fix: `Write \`port: ${target.port}\`, whose targetPort is ${wanted}.` };
  const node = ports.find(({ nodePort }) => nodePort === wanted);
  if (node !== undefined) return { fix: `Write \`port: ${node.port}\`, whose nodePort is ${wanted}.` };
  const [only] = ports;
  return only !== undefined && ports.length === 1 ? { fix: `Did you mean \`port: ${only.port}\`?` } : {};
}

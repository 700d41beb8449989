import type { Workload } from '../../model/workload';
import { containerPorts, protocolOf, servingContainers } from '../../model/workload';
import { describePorts, targetPortIn } from '../../model/target-port';
import { describeRef } from '../../terms/object-ref';
import { nearest } from '../../terms/nearest';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { someMayGetSidecar } from './facts/injected-sidecar';
import { serviceAt } from './facts/service-at';

export const targetPortName = defineRule({
  id: 'links/target-port-name',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'A container of the selected Pods has a port of the name that targetPort names.',
  why: 'The endpoint controller leaves out the ports of Pods in which no container port has the name and the protocol, so that this port of the Service has no endpoints and is refused.',
  fix: 'Name a port of a container.',
  passing: [
    {
      title: 'A container calls its port so',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: http }]'),
        deployment('web', '{ app: web }'),
      ),
    },
    {
      title: 'A sidecar does: an init container that keeps running',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: proxy }]'),
        deployment(
          'web',
          '{ app: web }',
          '{ name: web, image: web }',
          'initContainers: [{ name: proxy, image: proxy, restartPolicy: Always, ports: [{ name: proxy, containerPort: 8000 }] }]',
        ),
      ),
    },
  ],
  failing: [
    {
      title: 'The containers have no port of that name',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: htpp }]'),
        deployment('web', '{ app: web }'),
      ),
      path: 'spec.ports[0].targetPort',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const { backends, ports, headless } = serviceAt(object, context);
    if (backends.length === 0) return;
    for (const { index, target, transport } of ports) {
      if (typeof target !== 'string') continue;
      const { declaredBy, otherProtocol } = targetPortIn(backends, target, transport);
      if (declaredBy.length > 0 || otherProtocol.length > 0) continue;
      const injected = someMayGetSidecar(backends, context.model);
      const shown = backends.slice(0, 3);
      const detail = `no container of ${listed(shown.map(({ ref }) => describeRef(ref)))} has a port named ${target}: ${listed([...new Set(shown.map(describePorts))])}`;
      yield object
        .at('spec', 'ports')
        .key(index)
        .at('targetPort')
        .notFound(detail, {
          fix: fixOf(shown, target, transport),
          ...(injected || headless ? { severity: 'warning' } : {}),
          ...(injected ? { why: 'Unless a sidecar that is injected later has it, this port has no endpoints.' } : {}),
          ...(headless && !injected
            ? { why: 'Its SRV records are missing; clients of a headless Service dial its port.' }
            : {}),
        });
    }
  },
});

function fixOf(workloads: readonly Workload[], target: string, transport: string): string {
  const declared = workloads.flatMap(({ spec }) => servingContainers(spec).flatMap(containerPorts));
  const usable = declared.filter((port) => protocolOf(port) === transport);
  const names = usable.flatMap(({ name }) => name ?? []);
  const meant = nearest(target, names) ?? (names.length === 1 ? names[0] : undefined);
  if (meant !== undefined) return `Did you mean \`targetPort: ${meant}\`?`;
  const [only] = usable;
  return only === undefined || usable.length > 1
    ? `Give the container's port the name ${target}, or use its number as targetPort.`
    : `Give the container's port ${only.containerPort} the name ${target}, or write \`targetPort: ${only.containerPort}\`.`;
}

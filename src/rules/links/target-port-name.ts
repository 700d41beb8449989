import { someMayGetSidecar } from '../../model/injected-sidecar';
import type { NetworkModel } from '../../model/network-model';
import type { Container } from '../../model/objects';
import { describePorts, targetPortIn } from '../../model/target-port';
import type { Workload } from '../../model/workload';
import { containerPorts, objectsIn, protocolOf, servingContainers } from '../../model/workload';
import { nearest } from '../../terms/nearest';
import { describeRef } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import type { ServiceAt } from './facts/service-at';
import { serviceAt } from './facts/service-at';

const WITH_SIDECAR = deployment(
  'web',
  '{ app: web }',
  '{ name: web, image: web }',
  'initContainers: [{ name: proxy, image: proxy, restartPolicy: Always, ports: [{ name: proxy, containerPort: 8000 }] }]',
);

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
      manifests: stream(service('selector: { app: web }\nports: [{ port: 80, targetPort: proxy }]'), WITH_SIDECAR),
    },
  ],
  failing: [
    {
      title: 'Up to Kubernetes 1.32 a sidecar that calls its port so is not enough',
      manifests: stream(service('selector: { app: web }\nports: [{ port: 80, targetPort: proxy }]'), WITH_SIDECAR),
      options: { kubernetesVersion: '1.32' },
      path: 'spec.ports[0].targetPort',
      kind: 'NotFound',
    },
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
    const service = serviceAt(object, context);
    const { backends, ports } = service;
    if (backends.length === 0) return;
    for (const { index, target, transport } of ports) {
      if (typeof target !== 'string') continue;
      const { declaredBy, otherProtocol, numbers } = targetPortIn(backends, target, transport);
      const isPassedOver = context.minor < FINDS_SIDECARS && declaredBy.every((one) => hasInSidecar(one, target));
      if (otherProtocol.length > 0 || (declaredBy.length > 0 && !isPassedOver)) continue;
      const shown = backends.slice(0, 3);
      const called = listed(shown.map(({ ref }) => describeRef(ref)));
      const at = object.at('spec', 'ports').key(index).at('targetPort');
      yield declaredBy.length > 0
        ? at.notFound(`only a sidecar of ${called} has a port named ${target}`, passedOver(numbers))
        : at.notFound(
            `no container of ${called} has a port named ${target}: ${listed([...new Set(shown.map(describePorts))])}`,
            { fix: fixOf(shown, target, transport), ...uncertainty(service, context.model) },
          );
    }
  },
});

/** Before this minor version the endpoint controller looks for names in ordinary containers alone. */
const FINDS_SIDECARS = 33;

/** Whether of the containers with a port of that name none is an ordinary one. */
function hasInSidecar({ spec }: Workload, name: string): boolean {
  return !objectsIn<Container>(spec.containers).some((one) => containerPorts(one).some((port) => port.name === name));
}

function passedOver([number = 0]: readonly number[]): Words {
  return {
    why: `Up to Kubernetes 1.${FINDS_SIDECARS - 1} the endpoint controller does not look for names in sidecars (init containers with restartPolicy: Always): this port of the Service has no endpoints and is refused.`,
    ...(number === undefined
      ? {}
      : { fix: `Write \`targetPort: ${number}\`, or run Kubernetes 1.${FINDS_SIDECARS} or later.` }),
  };
}

/** Where the port may be there all the same, or is not dialled through the Service. */
function uncertainty({ backends, headless }: ServiceAt, model: NetworkModel): Words {
  if (someMayGetSidecar(backends, model)) {
    return { severity: 'warning', why: 'Unless a sidecar that is injected later has it, this port has no endpoints.' };
  }
  if (!headless) return {};
  return { severity: 'warning', why: 'Its SRV records are missing; clients of a headless Service dial its port.' };
}

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

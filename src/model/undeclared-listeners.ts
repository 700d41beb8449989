import { isObject } from '../terms/json';
import { entryOf } from '../terms/maps';
import { mistypedNumber } from '../terms/nearest';
import { describeRef } from '../terms/object-ref';
import { someMayGetSidecar } from './injected-sidecar';
import { matches } from './label-index';
import type { NetworkModel } from './network-model';
import type { Container, Labels, ProbeHandler, Protocol } from './objects';
import { isHeadless, selectsPods, servicePorts, targetPortOf } from './service';
import { targetPortIn } from './target-port';
import { portsMeant } from './undeclared-port';
import { viewOf } from './view';
import type { Workload } from './workload';
import { containerPorts, objectsIn, protocolOf, servingContainers } from './workload';

/** A port that a program is said to listen on. */
export interface SaidPort {
  readonly container: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * The ports that something in the input says the containers of a workload listen on, beside those they declare: their probes,
 * Services that select them, annotations and monitors of Prometheus. A number that looks like a mistake is not among
 * them.
 */
export function undeclaredListeners(model: NetworkModel, { ref }: Workload): readonly SaidPort[] {
  return listenersOf(model).get(describeRef(ref)) ?? [];
}

const listenersOf = viewOf((model: NetworkModel): ReadonlyMap<string, readonly SaidPort[]> => {
  const ofServices = saidByServices(model);
  const monitors = model.objects.filter(({ ref }) => ref.kind === 'PodMonitor');
  return new Map(
    model.workloads.map((workload) => {
      const said = [
        ...saidByProbes(workload),
        ...(ofServices.get(workload) ?? []),
        ...saidByAnnotations(workload),
        ...monitors.flatMap(({ ref, manifest }) => saidByMonitor(manifest, ref.namespace, workload)),
      ];
      return [describeRef(workload.ref), said];
    }),
  );
});

function saidByProbes({ spec }: Workload): readonly SaidPort[] {
  const declared = servingContainers(spec).flatMap(containerPorts);
  return servingContainers(spec).flatMap((container) =>
    [container.readinessProbe, container.startupProbe, container.livenessProbe].flatMap((probe) => {
      const port = numberOf(portAsked(probe));
      if (port === undefined || contradicts(declared, port)) return [];
      return [{ container: container.name ?? '', port, protocol: 'TCP' as const }];
    }),
  );
}

/** The port that a probe dials in its Pod. */
function portAsked(probe: ProbeHandler | undefined): unknown {
  return [probe?.httpGet, probe?.tcpSocket, probe?.grpc].find((handler) => handler !== undefined)?.port;
}

/** Whether declared ports show that a probe's number is a mistake: it is one of another protocol, or a typo of one. */
export function contradicts(
  declared: readonly { readonly containerPort: number; readonly protocol?: string }[],
  port: number,
): boolean {
  const same = declared.filter(({ containerPort }) => containerPort === port);
  if (same.length > 0) return !same.some((one) => protocolOf(one) === 'TCP');
  const numbers = declared.map(({ containerPort }) => containerPort);
  return mistypedNumber(port, numbers) !== undefined;
}

function saidByServices(model: NetworkModel): ReadonlyMap<Workload, readonly SaidPort[]> {
  const said = new Map<Workload, Map<string, SaidPort>>();
  const heard = new Map<readonly Workload[], Set<string>>();
  for (const { metadata, spec } of model.services.values()) {
    if (!selectsPods(spec)) continue;
    const workloads = model.select(metadata.namespace ?? model.defaultNamespace, spec.selector ?? {});
    for (const port of servicePorts(spec)) {
      const target = targetPortOf(port);
      if (typeof target !== 'number' || (isHeadless(spec) && target !== port.port)) continue;
      const protocol = protocolOf(port) as Protocol;
      const already = entryOf(heard, workloads, () => new Set<string>());
      const words = `${protocol} ${target} ${port.name ?? ''}`;
      if (already.has(words)) continue;
      already.add(words);
      for (const workload of listening(model, workloads, { name: port.name, target, transport: protocol })) {
        const container = servingContainers(workload.spec)[0]?.name ?? '';
        const ofWorkload = entryOf(said, workload, () => new Map<string, SaidPort>());
        ofWorkload.set(`${protocol} ${target}`, { container, port: target, protocol });
      }
    }
  }
  return new Map([...said].map(([workload, ports]) => [workload, [...ports.values()]]));
}

/** Of the workloads that do not declare a target port, those that may listen there all the same. */
function listening(
  model: NetworkModel,
  workloads: readonly Workload[],
  port: { readonly name: string | undefined; readonly target: number; readonly transport: string },
): readonly Workload[] {
  const { declaredBy, otherProtocol, lackedBy, silent } = targetPortIn(workloads, port.target, port.transport);
  if (someMayGetSidecar(workloads, model)) return [...lackedBy, ...silent];
  const isOpen = declaredBy.length === 0 && otherProtocol.length === 0;
  return isOpen && portsMeant(model, lackedBy, port).length === 0 ? [...lackedBy, ...silent] : silent;
}

function saidByAnnotations({ annotations, spec }: Workload): readonly SaidPort[] {
  return inFirst(spec.containers, numberOf(annotations['prometheus.io/port']));
}

/** What a PodMonitor says about the Pods that it selects. */
function saidByMonitor(monitor: unknown, namespace: string | undefined, workload: Workload): readonly SaidPort[] {
  const spec = isObject(monitor) && isObject(monitor.spec) ? monitor.spec : {};
  const selector = isObject(spec.selector) ? spec.selector.matchLabels : undefined;
  if (workload.namespace !== namespace || !isObject(selector) || !matches(selector as Labels, workload.labels))
    return [];
  return objectsIn<{ targetPort?: unknown; portNumber?: unknown }>(spec.podMetricsEndpoints).flatMap((endpoint) =>
    inFirst(workload.spec.containers, numberOf(endpoint.portNumber ?? endpoint.targetPort)),
  );
}

function inFirst(containers: unknown, port: number | undefined): readonly SaidPort[] {
  const [first] = objectsIn<Container>(containers);
  return port === undefined || first === undefined ? [] : [{ container: first.name ?? '', port, protocol: 'TCP' }];
}

function numberOf(port: unknown): number | undefined {
  const number = typeof port === 'string' && /^\d{1,5}$/.test(port) ? Number(port) : port;
  return typeof number === 'number' && number >= 1 && number <= 65535 ? number : undefined;
}

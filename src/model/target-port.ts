import { append } from '../terms/maps';
import type { Container, DeclaredPort } from './objects';
import { viewOf } from './view';
import type { Workload } from './workload';
import { containerPorts, protocolOf, servingContainers } from './workload';

/** What the Pods that a Service selects say about one of its target ports. */
export interface TargetPort {
  /** Workloads with a container that declares it, with the Service's protocol. */
  readonly declaredBy: readonly Workload[];
  /** Workloads that declare it with other protocols only, and which. */
  readonly otherProtocol: readonly { readonly workload: Workload; readonly protocol: string }[];
  /** Workloads that declare ports, but not this one. */
  readonly lackedBy: readonly Workload[];
  /** Workloads that declare no ports at all: nobody can say what they listen on. */
  readonly silent: readonly Workload[];
  /** The port numbers that it stands for. */
  readonly numbers: readonly number[];
}

/**
 * Finds a target port in the containers of workloads: a name as the endpoint controller does (first container port of
 * that name and the Service port's protocol, `pkg/api/v1/pod.FindPort` in Kubernetes), a number among those declared.
 */
export function targetPortIn(workloads: readonly Workload[], target: number | string, protocol: string): TargetPort {
  if (workloads.length <= FEW) return look(workloads, target, protocol);
  const known = knownTargets(workloads);
  const key = `${typeof target} ${target} ${protocol}`;
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = lookAmong(workloads, target, protocol)));
  return found;
}

/** To look at so many costs less than to remember the answer. */
const FEW = 8;

/** Services that share a selector share the answer, so that a label on everything costs one pass and not one a Service. */
const knownTargets = viewOf((_: readonly Workload[]) => new Map<string, TargetPort>());

/** Many Services may each name another port of the same workloads: those that do not declare it are not looked at. */
function lookAmong(workloads: readonly Workload[], target: number | string, protocol: string): TargetPort {
  const { byPort, declaring, silent } = portsIn(workloads);
  const found = look(byPort.get(target) ?? [], target, protocol);
  return {
    ...found,
    silent,
    get lackedBy() {
      const others = new Set([...found.declaredBy, ...found.otherProtocol.map(({ workload }) => workload)]);
      return others.size === 0 ? declaring : declaring.filter((workload) => !others.has(workload));
    },
  };
}

/** The ports that workloads declare, by number and by name, and those that declare some or none. */
const portsIn = viewOf((workloads: readonly Workload[]) => {
  const byPort = new Map<number | string, Workload[]>();
  const declaring: Workload[] = [];
  const silent: Workload[] = [];
  for (const workload of workloads) {
    const ports = servingContainers(workload.spec).flatMap(containerPorts);
    (ports.length > 0 ? declaring : silent).push(workload);
    const own = new Set(
      ports.flatMap(({ containerPort, name }) => (name === undefined ? containerPort : [containerPort, name])),
    );
    for (const port of own) append(byPort, port, workload);
  }
  return { byPort, declaring, silent };
});

function look(workloads: readonly Workload[], target: number | string, protocol: string): TargetPort {
  const declaredBy: Workload[] = [];
  const otherProtocol: { workload: Workload; protocol: string }[] = [];
  const lackedBy: Workload[] = [];
  const silent: Workload[] = [];
  const numbers = new Set<number>(typeof target === 'number' ? [target] : []);
  for (const workload of workloads) {
    let declares = false;
    let first: DeclaredPort | undefined;
    let other: DeclaredPort | undefined;
    for (const container of servingContainers(workload.spec)) {
      for (const port of containerPorts(container)) {
        declares = true;
        if ((typeof target === 'number' ? port.containerPort : port.name) !== target) continue;
        if (protocolOf(port) === protocol) first ??= port;
        else other ??= port;
      }
    }
    if (first !== undefined) {
      declaredBy.push(workload);
      numbers.add(first.containerPort);
    } else if (other !== undefined) otherProtocol.push({ workload, protocol: protocolOf(other) });
    else if (declares) lackedBy.push(workload);
    else silent.push(workload);
  }
  return { declaredBy, otherProtocol, lackedBy, silent, numbers: [...numbers] };
}

/** `container api: http 8080, metrics 9090/UDP`: what the containers of a workload call their ports. */
export function describePorts({ spec }: Workload): string {
  return servingContainers(spec).map(describeContainer).join('; ');
}

function describeContainer(container: Container): string {
  const ports = containerPorts(container).map((port) => {
    const protocol = protocolOf(port);
    const number = `${port.containerPort}${protocol === 'TCP' ? '' : `/${protocol}`}`;
    return port.name === undefined ? number : `${port.name} ${number}`;
  });
  return `container ${container.name ?? ''} has ${ports.length === 0 ? 'no ports' : ports.join(', ')}`;
}

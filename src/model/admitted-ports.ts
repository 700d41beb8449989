import { append } from '../terms/maps';
import type { PolicyRule } from './network-policies';
import type { NetworkPolicyPort } from './objects';
import type { Workload } from './workload';
import { containerPorts, protocolOf, servingContainers } from './workload';

/** What the ports of many rules let through together, asked without going through them. */
export class AdmittedPorts {
  private readonly everything: boolean;
  private readonly byProtocol = new Map<string, OfProtocol>();

  constructor(rules: readonly PolicyRule[]) {
    let everything = false;
    const ports = new Map<string, NetworkPolicyPort[]>();
    for (const rule of rules) {
      if (rule.ports.length === 0) everything = true;
      for (const port of rule.ports) append(ports, protocolOf(port), port);
    }
    this.everything = everything;
    for (const [protocol, list] of ports) this.byProtocol.set(protocol, ofProtocol(list));
  }

  /** Whether a rule lets through a port of a workload's Pods: the port that they listen on, after translation. */
  has(port: number, protocol: string, workload: Workload): boolean {
    if (this.everything) return true;
    const admitted = this.byProtocol.get(protocol);
    if (admitted === undefined) return false;
    if (admitted.every || isWithin(admitted.ranges, port)) return true;
    const declared = admitted.names.size === 0 ? [] : servingContainers(workload.spec).flatMap(containerPorts);
    return declared.some(
      ({ name, ...one }) =>
        name !== undefined && admitted.names.has(name) && one.containerPort === port && protocolOf(one) === protocol,
    );
  }
}

interface OfProtocol {
  readonly every: boolean;
  readonly names: ReadonlySet<string>;
  /** Without overlaps, from low to high. */
  readonly ranges: readonly Range[];
}

type Range = readonly [from: number, to: number];

function ofProtocol(ports: readonly NetworkPolicyPort[]): OfProtocol {
  const names = new Set<string>();
  const farthest = new Map<number, number>();
  for (const { port, endPort } of ports) {
    if (typeof port === 'string') names.add(port);
    if (typeof port === 'number') farthest.set(port, Math.max(endPort ?? port, farthest.get(port) ?? 0));
  }
  const ranges: [from: number, to: number][] = [];
  for (const [from, to] of [...farthest].sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1);
    if (to < from) continue;
    if (last === undefined || from > last[1]) ranges.push([from, to]);
    else last[1] = Math.max(last[1], to);
  }
  return { every: ports.some(({ port }) => port === undefined || port === null), names, ranges };
}

function isWithin(ranges: readonly Range[], port: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [from, to] = ranges[middle] as Range;
    if (port < from) high = middle;
    else if (port > to) low = middle + 1;
    else return true;
  }
  return false;
}

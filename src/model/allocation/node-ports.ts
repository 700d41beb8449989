import type { ServicePort, ServiceSpec } from '../objects';
import { AddressPool, lowerBandOf } from './address-pool';
import type { AllocationFailure } from './allocation-failure';
import { internalError, invalid } from './allocation-failure';
import { seedOf } from './seed';
import { hasHealthCheck, hasNodePorts, nodePortsOf } from './service-update';

/** The node ports that a Service got, or why it got none. */
export type NodePortResult =
  | { readonly spec: ServiceSpec; readonly taken: readonly number[]; readonly failures?: never }
  | { readonly failures: readonly AllocationFailure[]; readonly spec?: never; readonly taken?: never };

/** The node ports of a cluster: numbers, whatever the protocol, shared by nodePorts and healthCheckNodePorts. */
export class NodePorts {
  private readonly pool: AddressPool;

  /** @throws RangeError when the range does not read `first-last` */
  constructor(private readonly range: string) {
    const [first, last] = parseRange(range);
    const band = lowerBandOf(last - first + 1n, { step: 32n, min: 16n, max: 128n });
    this.pool = new AddressPool(first, last, band);
  }

  /** Fills in the node ports of a Service and, where it needs one, its health check node port. All of them or none. */
  allocate(owner: string, service: ServiceSpec): NodePortResult {
    if (!hasNodePorts(service)) return { spec: service, taken: NONE };
    const attempt = new Attempt(this.pool, this.range, owner);
    const withPorts = withNodePorts(service, attempt);
    const spec = isFailure(withPorts) ? withPorts : withHealthCheck(withPorts, attempt);
    if (!isFailure(spec)) return { spec, taken: attempt.taken };
    this.release(attempt.taken);
    return { failures: [spec] };
  }

  /**
   * The same for an update: what the Service holds already it keeps, and what it holds no more is for the caller to release.
   * Ports of one number do not share a node port here (`updateNodePorts` in pkg/registry/core/service/storage/alloc.go).
   */
  update(owner: string, service: ServiceSpec, before: ServiceSpec): NodePortResult {
    const attempt = new Attempt(this.pool, this.range, owner);
    const withPorts = hasNodePorts(service) ? withUpdatedPorts(service, before, attempt) : service;
    const spec = isFailure(withPorts) ? withPorts : withUpdatedHealthCheck(withPorts, before, attempt);
    if (!isFailure(spec)) return { spec, taken: attempt.taken };
    this.release(attempt.taken);
    return { failures: [spec] };
  }

  /** A Service with these ports will be created: what is chosen for others stays clear of them. */
  expect({ ports = [], healthCheckNodePort = 0 }: ServiceSpec): void {
    for (const { nodePort = 0 } of ports) this.expectPort(nodePort);
    this.expectPort(healthCheckNodePort);
  }

  private expectPort(port: number): void {
    if (Number.isInteger(port) && port > 0) this.pool.expect(BigInt(port));
  }

  /** Gives ports back. A port that nobody holds is not a fault. */
  release(ports: readonly number[]): void {
    for (const port of ports) this.pool.release(BigInt(port));
  }
}

const NONE: readonly never[] = Object.freeze([]);

/** Why a port is not to be had. */
interface Refusal {
  readonly reason: 'node-port-range' | 'node-port-taken' | 'node-port-full';
  readonly why: string;
  readonly takenBy?: string;
}

/** What one Service takes; it has to be given back when any of it fails. */
class Attempt {
  readonly taken: number[] = [];

  constructor(
    private readonly pool: AddressPool,
    private readonly range: string,
    private readonly owner: string,
  ) {}

  take(port: number): number | Refusal {
    const number = Number.isInteger(port) ? BigInt(port) : -1n;
    const refusal = this.pool.take(number, this.owner);
    if (refusal === undefined) return this.took(number);
    if (refusal === 'outOfRange') {
      const why = `provided port is not in the valid range. The range of valid ports is ${this.range}`;
      return { reason: 'node-port-range', why };
    }
    const takenBy = this.pool.ownerOf(number) ?? this.owner;
    return { reason: 'node-port-taken', why: 'provided port is already allocated', takenBy };
  }

  takeAny(what: string): number | Refusal {
    const number = this.pool.takeNext(seedOf(`${this.owner} ${what}`), this.owner);
    return number === undefined ? { reason: 'node-port-full', why: 'range is full' } : this.took(number);
  }

  private took(number: bigint): number {
    this.taken.push(Number(number));
    return Number(number);
  }
}

/**
 * Entries of one `port` number (TCP and UDP) share a node port, except those that name one of their own
 * (`initNodePorts` in pkg/registry/core/service/storage/alloc.go).
 */
function withNodePorts(service: ServiceSpec, attempt: Attempt): ServiceSpec | AllocationFailure {
  const { type, ports } = service;
  if (ports === undefined) return service;
  const automatic = type === 'NodePort' || service.allocateLoadBalancerNodePorts !== false;
  const requested = firstRequests(ports);
  const shared = new Map<number, number>();
  const allocated: ServicePort[] = [];
  for (const [index, entry] of ports.entries()) {
    const { port = 0, nodePort = 0 } = entry;
    if (nodePort === 0 && !automatic) {
      allocated.push(entry);
      continue;
    }
    const sibling = shared.get(port);
    const wanted = sibling === undefined ? (requested.get(port) ?? 0) : nodePort;
    const got = sibling !== undefined && (wanted === 0 || wanted === sibling) ? sibling : takeOr(attempt, wanted, port);
    if (typeof got !== 'number') return nodePortFailure(got, index, wanted);
    if (sibling === undefined) shared.set(port, got);
    allocated.push({ ...entry, nodePort: got });
  }
  return { ...service, ports: allocated };
}

function takeOr(attempt: Attempt, wanted: number, port: number): number | Refusal {
  return wanted === 0 ? attempt.takeAny(`${port}`) : attempt.take(wanted);
}

/** The first node port that entries of each `port` number ask for. */
function firstRequests(ports: readonly ServicePort[]): ReadonlyMap<number, number> {
  const requests = new Map<number, number>();
  for (const { port = 0, nodePort = 0 } of ports) {
    if (nodePort !== 0 && !requests.has(port)) requests.set(port, nodePort);
  }
  return requests;
}

function nodePortFailure({ reason, why, takenBy }: Refusal, index: number, wanted: number): AllocationFailure {
  const path = `spec.ports[${index}].nodePort`;
  if (wanted === 0) return internalError(reason, path, `failed to allocate a nodePort: ${why}`);
  return { ...invalid(reason, path, wanted, why), ...(takenBy === undefined ? {} : { takenBy }) };
}

/** Only load balancers whose traffic stays on the node have one; to the API server its failures are internal errors. */
function withHealthCheck(service: ServiceSpec, attempt: Attempt): ServiceSpec | AllocationFailure {
  const { healthCheckNodePort: wanted = 0 } = service;
  if (!hasHealthCheck(service)) return service;
  const got = wanted === 0 ? attempt.takeAny('health check') : attempt.take(wanted);
  if (typeof got === 'number') return { ...service, healthCheckNodePort: got };
  const { why, takenBy } = got;
  const path = 'spec.healthCheckNodePort';
  const detail = `failed to allocate ${wanted === 0 ? 'a' : 'requested'} HealthCheck NodePort ${wanted}: ${why}`;
  return {
    ...internalError('health-check-node-port', path, detail),
    ...(wanted === 0 ? {} : { value: wanted }),
    ...(takenBy === undefined ? {} : { takenBy }),
  };
}

function withUpdatedPorts(
  service: ServiceSpec,
  before: ServiceSpec,
  attempt: Attempt,
): ServiceSpec | AllocationFailure {
  const { type, ports = [] } = service;
  const automatic = type === 'NodePort' || service.allocateLoadBalancerNodePorts !== false;
  const held = new Set(nodePortsOf(before));
  const seen = new Set<string>();
  const allocated: ServicePort[] = [];
  for (const [index, entry] of ports.entries()) {
    const { port = 0, nodePort: wanted = 0, protocol = 'TCP' } = entry;
    if (wanted === 0 && !automatic) {
      allocated.push(entry);
      continue;
    }
    const got = held.has(wanted) ? wanted : takeOr(attempt, wanted, port);
    if (typeof got !== 'number') return nodePortFailure(got, index, wanted);
    held.add(got);
    if (seen.has(`${protocol} ${got}`)) {
      return internalError(
        'node-port-taken',
        `spec.ports[${index}].nodePort`,
        `duplicate nodePort: {${protocol} ${got}}`,
      );
    }
    seen.add(`${protocol} ${got}`);
    allocated.push({ ...entry, nodePort: got });
  }
  return service.ports === undefined ? service : { ...service, ports: allocated };
}

function withUpdatedHealthCheck(
  service: ServiceSpec,
  before: ServiceSpec,
  attempt: Attempt,
): ServiceSpec | AllocationFailure {
  return hasHealthCheck(before) ? service : withHealthCheck(service, attempt);
}

function isFailure(result: ServiceSpec | AllocationFailure): result is AllocationFailure {
  return 'reason' in result;
}

function parseRange(range: string): readonly [bigint, bigint] {
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(range) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last) || Number(last) > 65535) {
    throw new RangeError(`serviceNodePortRange '${range}': give the first and the last port, such as '30000-32767'`);
  }
  return [BigInt(first), BigInt(last)];
}

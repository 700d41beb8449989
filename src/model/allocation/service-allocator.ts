import type { ServiceSpec } from '../objects';
import type { AllocationFailure } from './allocation-failure';
import type { ClusterIPResult } from './cluster-ips';
import { ClusterIPs } from './cluster-ips';
import type { FamilyResult } from './ip-families';
import { completeIPFamilies } from './ip-families';
import { NodePorts } from './node-ports';
import { nodePortsOf } from './service-update';

/** The cluster whose allocators are imitated. */
export interface AllocatorOptions {
  /** `--service-cluster-ip-range`: one CIDR for each IP family, the primary one first. */
  readonly serviceClusterIPRange: readonly string[];
  /** `--service-node-port-range`: `30000-32767`. */
  readonly serviceNodePortRange: string;
  /** Refuse leading zeros and IPv4-mapped addresses, as Kubernetes 1.36 and later do. Default: false. */
  readonly strictIPs?: boolean;
  /** Whether the range is only a guess, so that nobody knows which addresses the control plane has. Default: false. */
  readonly isGuess?: boolean;
}

/** The spec as it would be stored, or all that the API server would answer instead. */
export type Allocation =
  | { readonly allocated: ServiceSpec; readonly failures?: never }
  | { readonly failures: readonly AllocationFailure[]; readonly allocated?: never };

/** What a Service gets. */
export interface Assigned {
  /** With node ports, but as yet without cluster IPs. */
  readonly spec: ServiceSpec;
  /** Chosen when somebody asks for them, where it is certain that there are some. */
  readonly clusterIPs: readonly string[];
  /** All that it takes of the range, health check node port and all. */
  readonly nodePorts: readonly number[];
}

class Holding implements Assigned {
  constructor(
    readonly spec: ServiceSpec,
    private readonly addresses: Pick<Assigned, 'clusterIPs'>,
    readonly nodePorts: readonly number[],
  ) {}

  get clusterIPs(): readonly string[] {
    return this.addresses.clusterIPs;
  }
}

/** What a Service gets, or all that the API server would answer instead. */
export type Assignment =
  | { readonly assigned: Assigned; readonly failures?: never }
  | { readonly failures: readonly AllocationFailure[]; readonly assigned?: never };

/** What an update takes and frees beside what stays, or all that the API server would answer instead. */
export type Reassignment =
  | {
      readonly assigned: Assigned;
      /** What is new, to be taken back when the Service is refused for another reason. */
      readonly taken: Assigned;
      /** What is held no more, once the Service is stored. */
      readonly freed: Assigned;
      readonly failures?: never;
    }
  | { readonly failures: readonly AllocationFailure[]; readonly assigned?: never };

type UpdatedAddresses =
  | { readonly clusterIPs: readonly string[]; readonly taken: readonly string[]; readonly failures?: never }
  | { readonly failures: readonly AllocationFailure[]; readonly clusterIPs?: never };

/**
 * Gives Services cluster IPs, node ports and health check node ports, in the order in which they are created, and
 * refuses what the API server would refuse at that point: before it validates anything else, the first failure alone
 * (`allocateCreate` in pkg/registry/core/service/storage/alloc.go).
 *
 * Where the API server chooses at random, the choice here follows from the Service's name: equal input gives equal
 * addresses, and one more Service hardly ever changes those of the others. A prediction, then, not a promise.
 */
export class ServiceAllocator {
  private readonly clusterIPs: ClusterIPs;
  private readonly nodePorts: NodePorts;
  private readonly strictIPs: boolean;
  private readonly held = new Map<string, Assigned>();

  /** @throws RangeError when a range cannot be read */
  constructor({ serviceClusterIPRange, serviceNodePortRange, strictIPs = false, isGuess = false }: AllocatorOptions) {
    this.clusterIPs = new ClusterIPs(serviceClusterIPRange);
    this.nodePorts = new NodePorts(serviceNodePortRange);
    this.strictIPs = strictIPs;
    if (isGuess) return;
    // The API server's own Service, and the DNS Service of every installer that follows kubeadm.
    this.clusterIPs.reserve(1n, 'default/kubernetes', (key) => key === 'default/kubernetes');
    this.clusterIPs.reserve(10n, 'kube-system/kube-dns', (key) => key.startsWith('kube-system/'));
  }

  /**
   * Tells of a Service that will be created later, so that what is chosen for others stays clear of the addresses and
   * ports that it asks for: whether chance takes one of them away in a real cluster, nobody can foretell.
   */
  expect(spec: ServiceSpec): void {
    this.clusterIPs.expect(spec);
    this.nodePorts.expect(spec);
  }

  /**
   * Gives a Service what it asks for and what it lacks. When anything fails, nothing is taken. A Service that holds
   * something already is to be released first.
   *
   * @param key `namespace/name`
   * @param spec with the API's defaults filled in
   */
  allocate(key: string, spec: ServiceSpec): Allocation {
    const { assigned, failures } = this.assign(key, this.complete(spec));
    if (assigned === undefined) return { failures };
    this.held.set(key, assigned);
    return { allocated: allocatedSpec(assigned) };
  }

  /** The first half of {@link allocate}: what follows from the spec alone, whatever others hold. */
  complete(spec: ServiceSpec): FamilyResult {
    if (spec.type === 'ExternalName') return { spec };
    return completeIPFamilies(spec, { configured: this.clusterIPs.families, strictIPs: this.strictIPs });
  }

  /** The second half: addresses and ports for a Service whose spec is complete. Whoever asks has to know what it holds. */
  assign(key: string, { spec, failures }: FamilyResult): Assignment {
    if (failures !== undefined) return { failures };
    if (spec.type === 'ExternalName') return { assigned: { spec, clusterIPs: NONE, nodePorts: NONE } };

    const addresses = this.addressesFor(key, spec);
    if (addresses.failures !== undefined) return { failures: addresses.failures };
    const ports = this.nodePorts.allocate(key, spec);
    if (ports.failures === undefined) return { assigned: new Holding(ports.spec, addresses, ports.taken) };
    this.clusterIPs.release(addresses.clusterIPs);
    return { failures: ports.failures };
  }

  /**
   * Gives a Service that takes the place of another one what it lacks. What the other one held and this one does not is free
   * only when somebody calls {@link takeBack} with it: `freed`.
   *
   * @param before what is stored
   * @param after with defaults, and with what an update keeps
   */
  update(key: string, before: ServiceSpec, after: ServiceSpec): Reassignment {
    const { spec, failures } =
      after.type === 'ExternalName'
        ? { spec: after }
        : completeIPFamilies(after, { configured: this.clusterIPs.families, strictIPs: this.strictIPs }, before);
    if (spec === undefined) return { failures };
    const addresses = this.updateAddresses(key, before, spec);
    if (addresses.failures !== undefined) return { failures: addresses.failures };
    const { clusterIPs, taken } = addresses;
    const ports = this.nodePorts.update(key, spec, before);
    if (ports.failures !== undefined) {
      this.clusterIPs.release(taken);
      return { failures: ports.failures };
    }
    const assigned = { spec: ports.spec, clusterIPs, nodePorts: heldPorts(ports.spec) };
    const freed = {
      spec: before,
      clusterIPs: (before.clusterIPs ?? []).filter((each) => !clusterIPs.includes(each)),
      nodePorts: heldPorts(before).filter((port) => !assigned.nodePorts.includes(port)),
    };
    return { assigned, taken: { spec: ports.spec, clusterIPs: taken, nodePorts: ports.taken }, freed };
  }

  /** An address stays as it is: whoever asks for another one is refused later, by validation. */
  private updateAddresses(key: string, before: ServiceSpec, after: ServiceSpec): UpdatedAddresses {
    const { clusterIPs = [], ipFamilies = [] } = after;
    const { clusterIPs: held = [] } = before;
    if (after.type === 'ExternalName') return { clusterIPs: NONE, taken: NONE };
    if (before.type === 'ExternalName') {
      const given = this.addressesFor(key, after);
      return given.failures === undefined ? { clusterIPs: given.clusterIPs, taken: given.clusterIPs } : given;
    }
    const isUpgraded = held[0] !== 'None' && (before.ipFamilies ?? []).length === 1 && ipFamilies.length === 2;
    if (!isUpgraded) return { clusterIPs, taken: NONE };
    const second = this.clusterIPs.allocate(key, ipFamilies.slice(1), clusterIPs.slice(1));
    if (second.failures !== undefined) return second;
    return { clusterIPs: [...clusterIPs.slice(0, 1), ...second.clusterIPs], taken: second.clusterIPs };
  }

  /** Takes back all that a Service holds, as when it is deleted. A Service that holds nothing is not a fault. */
  release(key: string): void {
    const held = this.held.get(key);
    if (held === undefined) return;
    this.takeBack(held);
    this.held.delete(key);
  }

  /** Takes back what was assigned. */
  takeBack({ clusterIPs, nodePorts }: Assigned): void {
    this.clusterIPs.release(clusterIPs);
    this.nodePorts.release(nodePorts);
  }

  private addressesFor(key: string, { clusterIPs = [], ipFamilies = [] }: ServiceSpec): ClusterIPResult {
    return clusterIPs[0] === 'None' ? { clusterIPs } : this.clusterIPs.allocate(key, ipFamilies, clusterIPs);
  }
}

/** The spec as it is stored. */
export function allocatedSpec({ spec, clusterIPs }: Assigned): ServiceSpec {
  const [clusterIP] = clusterIPs;
  return clusterIP === undefined || clusterIP === 'None' ? spec : { ...spec, clusterIP, clusterIPs };
}

const NONE: readonly never[] = Object.freeze([]);

/** The node ports of a stored Service, health check node port and all. */
function heldPorts(spec: ServiceSpec): readonly number[] {
  const { healthCheckNodePort = 0 } = spec;
  return [...nodePortsOf(spec), ...(healthCheckNodePort === 0 ? NONE : [healthCheckNodePort])];
}

import type { Cidr } from '../../terms/cidr';
import { parseCidr } from '../../terms/cidr';
import { pathSegmentErrors } from '../../terms/dns-name';
import type { IPFamily } from '../../terms/ip';
import { formatIP, parseIP } from '../../terms/ip';
import type { ServiceSpec } from '../objects';
import { AddressPool, lowerBandOf } from './address-pool';
import type { AllocationFailure, AllocationReason } from './allocation-failure';
import { internalError, invalid } from './allocation-failure';
import { seedOf } from './seed';

/** Addresses that a Service got, or why it got none. */
export type ClusterIPResult =
  | { readonly clusterIPs: readonly string[]; readonly failures?: undefined }
  | { readonly failures: readonly AllocationFailure[]; readonly clusterIPs?: never };

const PATH = 'spec.clusterIPs';

/** Any addresses, of which there are enough: which ones is found out when somebody looks. */
class Promised {
  declare readonly failures?: undefined;
  given: readonly string[] = [];

  constructor(
    private readonly from: ClusterIPs,
    readonly owner: string,
    readonly families: readonly IPFamily[],
  ) {}

  get clusterIPs(): readonly string[] {
    this.from.keepPromises();
    return this.given;
  }
}

/** The cluster IPs of a cluster: one pool for each IP family. */
export class ClusterIPs {
  /** Families that have a range, the primary one first. */
  readonly families: readonly IPFamily[];
  private readonly pools: ReadonlyMap<IPFamily, AddressPool>;
  /** Addresses that are kept, each for the Services that may have it. */
  private readonly kept = new Map<bigint, (owner: string) => boolean>();
  /** In the order in which they were given, which decides on what they are. */
  private promised: Promised[] = [];

  /** @throws RangeError when a range is not a CIDR, two are of one family, or there is none */
  constructor(ranges: readonly string[]) {
    const pools = new Map<IPFamily, AddressPool>();
    for (const range of ranges) {
      const cidr = parseCidr(range);
      if (cidr === undefined) throw unusable(ranges, `'${range}' is not a CIDR`);
      if (pools.has(cidr.family)) throw unusable(ranges, `two ranges are ${cidr.family}`);
      pools.set(cidr.family, poolOf(cidr));
    }
    if (pools.size === 0) throw unusable(ranges, 'it is empty');
    this.pools = pools;
    this.families = [...pools.keys()];
  }

  /** One address for each family, in this order: those in `requested`, then whatever is free. All of them or none. */
  allocate(owner: string, families: readonly IPFamily[], requested: readonly string[]): ClusterIPResult {
    const complaints = ownerErrors(owner);
    if (requested.length === 0 && complaints.length === 0 && families.every((family) => this.hasRoom(family))) {
      const promised = new Promised(this, owner, families);
      this.promised.push(promised);
      return promised;
    }
    this.keepPromises();
    const clusterIPs: string[] = [];
    for (const [index, family] of families.entries()) {
      const pool = this.pools.get(family);
      const clusterIP = requested[index];
      if (clusterIP !== undefined) this.handOver(pool, clusterIP, owner);
      const result =
        clusterIP === undefined
          ? takeAny(pool, family, owner, complaints)
          : take(pool, clusterIP, owner, requested, complaints);
      if (typeof result !== 'string') {
        this.release(clusterIPs);
        return { failures: [result] };
      }
      clusterIPs.push(result);
    }
    return { clusterIPs };
  }

  /** Chooses the addresses that were promised. */
  keepPromises(): void {
    const { promised } = this;
    this.promised = [];
    for (const each of promised) {
      each.given = each.families.map((family) => takeAny(this.pools.get(family), family, each.owner, []) as string);
    }
  }

  /** Whether all that were promised an address of a family, and one more, get one that nobody asks for. */
  private hasRoom(family: IPFamily): boolean {
    return (this.pools.get(family)?.spare ?? 0) > this.promised.length;
  }

  /** A Service with these addresses will be created: what is chosen for others stays clear of them. */
  expect({ clusterIP = '', clusterIPs = [] }: ServiceSpec): void {
    this.keepPromises();
    this.expectAddress(clusterIP);
    for (const text of clusterIPs) this.expectAddress(text);
  }

  private expectAddress(text: string): void {
    const ip = text === '' ? undefined : parseIP(text);
    if (ip !== undefined) this.pools.get(ip.family)?.expect(ip.bits);
  }

  /** Gives addresses back. `None` and addresses that nobody holds are not fault. */
  release(clusterIPs: readonly string[]): void {
    for (const clusterIP of clusterIPs) {
      const ip = parseIP(clusterIP);
      if (ip !== undefined) this.pools.get(ip.family)?.release(ip.bits);
    }
  }

  /**
   * Takes the n-th address of the primary range, as the control plane does for itself. The first Service that is its heir
   * gets it: one that the input declares in its place.
   */
  reserve(n: bigint, owner: string, isHeir: (owner: string) => boolean): void {
    for (const pool of [...this.pools.values()].slice(0, 1)) {
      const bits = pool.first + n - 1n;
      if (pool.take(bits, owner) === undefined) this.kept.set(bits, isHeir);
    }
  }

  private handOver(pool: AddressPool | undefined, clusterIP: string, owner: string): void {
    const bits = parseIP(clusterIP)?.bits;
    if (bits === undefined || this.kept.get(bits)?.(owner) !== true) return;
    this.kept.delete(bits);
    pool?.release(bits);
  }
}

/** Neither the network address nor an IPv4 broadcast address is given out (pkg/registry/core/service/ipallocator). */
function poolOf({ family, first, last }: Cidr): AddressPool {
  const lastUsable = family === 'IPv4' ? last - 1n : last;
  const size = lastUsable - first;
  return new AddressPool(first + 1n, lastUsable, lowerBandOf(size, { step: 16n, min: 16n, max: 256n }));
}

/** An address is recorded in an IPAddress object that names its Service; this is what is wrong with that reference. */
function ownerErrors(owner: string): readonly string[] {
  const name = owner.slice(owner.indexOf('/') + 1);
  if (name === '') return ['spec.parentRef.name: Required value'];
  return pathSegmentErrors(name).map(
    (error) => `spec.parentRef.name: Invalid value: ${JSON.stringify(name)}: ${error}`,
  );
}

function take(
  pool: AddressPool | undefined,
  clusterIP: string,
  owner: string,
  requested: readonly string[],
  complaints: readonly string[],
): string | AllocationFailure {
  const ip = parseIP(clusterIP);
  const refuse = (reason: AllocationReason, why: string) =>
    invalid(reason, PATH, requested, `failed to allocate IP ${clusterIP}: ${why}`);
  if (ip === undefined || pool === undefined || !pool.has(ip.bits)) {
    return refuse('cluster-ip-range', 'the provided network does not match the current range');
  }
  if (complaints.length > 0) {
    const all = complaints.join(', ');
    const list = complaints.length === 1 ? all : `[${all}]`;
    return refuse('cluster-ip-owner', `IPAddress.networking.k8s.io "${formatIP(ip)}" is invalid: ${list}`);
  }
  if (pool.take(ip.bits, owner) === undefined) return clusterIP;
  const takenBy = pool.ownerOf(ip.bits) ?? owner;
  return { ...refuse('cluster-ip-taken', 'provided IP is already allocated'), takenBy };
}

/** With a useless name the API server tries every address there is, and then says that none was free. */
function takeAny(
  pool: AddressPool | undefined,
  family: IPFamily,
  owner: string,
  complaints: readonly string[],
): string | AllocationFailure {
  const bits = complaints.length > 0 ? undefined : pool?.takeNext(seedOf(`${owner} ${family}`), owner);
  if (bits !== undefined) return formatIP({ family, bits });
  const reason = complaints.length > 0 ? 'cluster-ip-owner' : 'cluster-ip-full';
  return internalError(reason, PATH, 'failed to allocate a serviceIP: range is full');
}

function unusable(ranges: readonly string[], why: string): RangeError {
  const remedy = 'give one CIDR for each IP family, such as ["10.96.0.0/16", "fd00:10:96::/112"]';
  return new RangeError(`serviceClusterIPRange ${JSON.stringify(ranges)}: ${why}; ${remedy}`);
}

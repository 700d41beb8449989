import { sharingKey } from '../../model/load-balancer-addresses';
import type { LoadBalancerIngress, NumberedPort, Service } from '../../model/objects';
import { clusterIPsOf, servicePorts } from '../../model/service';
import type { IPFamily } from '../../terms/ip';
import { familyOf, formatIP, parseIP } from '../../terms/ip';
import { isObject } from '../../terms/json';
import { entryOf } from '../../terms/maps';

/** Annotations by which a Service asks MetalLB for addresses; spec.loadBalancerIP is the old way. */
const REQUESTS = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'];

/** Gives addresses to LoadBalancer Services, one of each of their families, as MetalLB does: those without a loadBalancerClass. */
export class LoadBalancerAddresses {
  private readonly pools: readonly AddressPool[];

  /** Throws a RangeError when a range does not read `first-last`. */
  constructor(ranges: string) {
    this.pools = ranges.split(',').map((range) => new AddressPool(range));
  }

  /**
   * `status.loadBalancer.ingress` of a Service: what stands there already (an object read from a cluster), else the
   * addresses that it gets; none for other types, other classes, and when a range is used up.
   */
  ingressOf(key: string, service: Service): readonly LoadBalancerIngress[] {
    const { type, loadBalancerClass } = service.spec;
    if (type !== 'LoadBalancer' || loadBalancerClass !== undefined) {
      this.release(key);
      return [];
    }
    const given = service.status?.loadBalancer?.ingress;
    if (Array.isArray(given) && given.some(isObject)) return given as readonly LoadBalancerIngress[];
    const [first] = this.pools;
    const families = familiesOf(service, first?.family);
    for (const pool of this.pools) if (!families.includes(pool.family)) pool.release(key);
    const pools = families.flatMap((family) => this.pools.find((pool) => pool.family === family) ?? []);
    return pools.flatMap((pool) => {
      const ip = pool.addressFor(key, service);
      return ip === undefined ? [] : [{ ip, ipMode: 'VIP' }];
    });
  }

  /** Takes back the addresses of a Service. */
  release(key: string): void {
    for (const pool of this.pools) pool.release(key);
  }
}

/** The addresses of one family. */
class AddressPool {
  readonly family: IPFamily;
  private readonly first: bigint;
  private readonly last: bigint;
  private readonly owners = new Map<bigint, Map<string, Service>>();
  private readonly held = new Map<string, bigint>();

  constructor(range: string) {
    const [first, last] = range.split('-').map((address) => parseIP(address.trim()));
    if (first === undefined || first.family !== last?.family || last.bits < first.bits) {
      throw new RangeError(
        `loadBalancerRange '${range}': give two addresses of one family, such as '172.18.255.1-172.18.255.250'`,
      );
    }
    this.family = first.family;
    this.first = first.bits;
    this.last = last.bits;
  }

  addressFor(key: string, service: Service): string | undefined {
    const bits = this.held.get(key) ?? this.take(key, requestOf(service, this.family), service);
    return bits === undefined ? undefined : formatIP({ family: this.family, bits });
  }

  release(key: string): void {
    const bits = this.held.get(key);
    if (bits === undefined) return;
    this.held.delete(key);
    const owners = this.owners.get(bits);
    owners?.delete(key);
    if (owners?.size === 0) this.owners.delete(bits);
  }

  private take(key: string, request: bigint | undefined, service: Service): bigint | undefined {
    let bits = request ?? this.first;
    if (request === undefined) while (this.owners.has(bits)) bits++;
    const others = [...(this.owners.get(bits)?.values() ?? [])];
    if (bits < this.first || bits > this.last || !others.every((other) => mayShare(service, other))) return undefined;
    entryOf(this.owners, bits, () => new Map<string, Service>()).set(key, service);
    this.held.set(key, bits);
    return bits;
  }
}

function familiesOf({ spec }: Service, byDefault: IPFamily = 'IPv4'): readonly IPFamily[] {
  const { ipFamilies = clusterIPsOf(spec).map(familyOf) } = spec;
  return ipFamilies.length > 0 ? ipFamilies : [byDefault];
}

/** MetalLB lets Services of one sharing key share an address, as long as their ports differ. */
function mayShare(one: Service, other: Service): boolean {
  const key = sharingKey(one);
  const ports = new Set(servicePorts(other.spec).map(portKey));
  return (
    key !== undefined && key === sharingKey(other) && !servicePorts(one.spec).some((port) => ports.has(portKey(port)))
  );
}

function portKey({ protocol = 'TCP', port }: NumberedPort): string {
  return `${protocol} ${port}`;
}

function requestOf({ metadata, spec }: Service, family: IPFamily): bigint | undefined {
  const annotated = REQUESTS.map((key) => metadata.annotations?.[key]).find((value) => value !== undefined);
  const asked = (annotated ?? spec.loadBalancerIP ?? '').split(',').flatMap((text) => parseIP(text.trim()) ?? []);
  return asked.find((ip) => ip.family === family)?.bits;
}

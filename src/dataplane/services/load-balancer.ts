import { isObject } from '../../terms/json';
import { sharingKey } from '../../model/load-balancer-addresses';
import type { LoadBalancerIngress, NumberedPort, Service } from '../../model/objects';
import { servicePorts } from '../../model/service';
import { entryOf } from '../../terms/maps';
import { formatIP, parseIP } from '../../terms/ip';

/** Annotations by which a Service asks MetalLB for an address; spec.loadBalancerIP is the old way. */
const REQUESTS = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'];

/** Gives addresses to LoadBalancer Services, as MetalLB does: those without a loadBalancerClass. */
export class LoadBalancerAddresses {
  private readonly first: bigint;
  private readonly last: bigint;
  private readonly owners = new Map<bigint, Map<string, Service>>();
  private readonly held = new Map<string, bigint>();

  /** Throws a RangeError when the range does not read `first-last`. */
  constructor(range: string) {
    const [first, last] = range.split('-').map((address) => parseIP(address.trim()));
    if (first?.family !== 'IPv4' || last?.family !== 'IPv4' || last.bits < first.bits) {
      throw new RangeError(
        `loadBalancerRange '${range}': give two IPv4 addresses, such as '172.18.255.1-172.18.255.250'`,
      );
    }
    this.first = first.bits;
    this.last = last.bits;
  }

  /**
   * `status.loadBalancer.ingress` of a Service: what stands there already (an object read from a cluster), else the
   * address that it gets; none for other types, other classes, and when the range is used up.
   */
  ingressOf(key: string, service: Service): readonly LoadBalancerIngress[] {
    const { type, loadBalancerClass } = service.spec;
    if (type !== 'LoadBalancer' || loadBalancerClass !== undefined) {
      this.release(key);
      return [];
    }
    const given = service.status?.loadBalancer?.ingress;
    if (Array.isArray(given) && given.some(isObject)) return given as readonly LoadBalancerIngress[];
    const bits = this.held.get(key) ?? this.take(key, requestOf(service), service);
    return bits === undefined ? [] : [{ ip: formatIP({ family: 'IPv4', bits }), ipMode: 'VIP' }];
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

  /** Takes back the address of a Service. */
  release(key: string): void {
    const bits = this.held.get(key);
    if (bits === undefined) return;
    this.held.delete(key);
    const owners = this.owners.get(bits);
    owners?.delete(key);
    if (owners?.size === 0) this.owners.delete(bits);
  }
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

function requestOf({ metadata, spec }: Service): bigint | undefined {
  const annotated = REQUESTS.map((key) => metadata.annotations?.[key]).find((value) => value !== undefined);
  const text = annotated ?? spec.loadBalancerIP;
  return text === undefined ? undefined : parseIP(text.trim())?.bits;
}

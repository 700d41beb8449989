import { isObject } from '../../terms/json';
import type { LoadBalancerIngress, Service } from '../../model/objects';
import { formatIP, parseIP } from '../../terms/ip';

/** Annotations by which a Service asks MetalLB for an address; spec.loadBalancerIP is the old way. */
const REQUESTS = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'];

/** Gives addresses to LoadBalancer Services, as MetalLB does: those without a loadBalancerClass. */
export class LoadBalancerAddresses {
  private readonly first: bigint;
  private readonly last: bigint;
  private readonly owners = new Map<bigint, string>();
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
    const bits = this.held.get(key) ?? this.take(key, requestOf(service));
    return bits === undefined ? [] : [{ ip: formatIP({ family: 'IPv4', bits }), ipMode: 'VIP' }];
  }

  private take(key: string, request: bigint | undefined): bigint | undefined {
    let bits = request ?? this.first;
    if (request === undefined) while (this.owners.has(bits)) bits++;
    if (bits < this.first || bits > this.last || this.owners.has(bits)) return undefined;
    this.owners.set(bits, key);
    this.held.set(key, bits);
    return bits;
  }

  private release(key: string): void {
    const bits = this.held.get(key);
    if (bits === undefined) return;
    this.held.delete(key);
    this.owners.delete(bits);
  }
}

function requestOf({ metadata, spec }: Service): bigint | undefined {
  const annotated = REQUESTS.map((key) => metadata.annotations?.[key]).find((value) => value !== undefined);
  const text = annotated ?? spec.loadBalancerIP;
  return text === undefined ? undefined : parseIP(text.trim())?.bits;
}

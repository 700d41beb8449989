import type { Cidr } from '../terms/cidr';
import { cidrContains, formatCidr, parseCidr } from '../terms/cidr';
import type { IPFamily } from '../terms/ip';
import { formatIP, parseIP } from '../terms/ip';

/** Addresses of one IP family. */
abstract class AddressRange {
  readonly family: IPFamily;
  protected readonly cidr: Cidr;

  /** Throws a RangeError for a text that is not a CIDR. */
  constructor(
    private readonly field: string,
    text: string,
  ) {
    const cidr = parseCidr(text);
    if (cidr === undefined) {
      throw new RangeError(`${field} '${text}': give a CIDR such as '10.244.0.0/16' or 'fd00:10:244::/56'`);
    }
    this.cidr = cidr;
    this.family = cidr.family;
  }

  has(address: string): boolean {
    const ip = parseIP(address);
    return ip !== undefined && cidrContains(this.cidr, ip);
  }

  protected format(bits: bigint): string {
    return formatIP({ family: this.family, bits });
  }

  protected tooSmall(what: string): RangeError {
    return new RangeError(`${this.field} '${formatCidr(this.cidr)}': too small for ${what}; give a wider range`);
  }
}

/** The network of the nodes and of what is outside. */
export class NodeRange extends AddressRange {
  private last: bigint;

  constructor(nodeCIDR: string) {
    super('nodeCIDR', nodeCIDR);
    this.last = this.cidr.first;
  }

  /** The next address that nobody has. Throws a RangeError when there is none. */
  take(): string {
    this.last += 1n;
    if (this.last >= this.cidr.last) throw this.tooSmall('the nodes and the hosts outside');
    return this.format(this.last);
  }
}

/** How many bits of a Pod's address tell it from others of its node, which has a /24 or a /64. */
const POD_BITS = { IPv4: 8, IPv6: 64 } as const;

/** The range of all Pods, of which every node has a part. */
export class PodRange extends AddressRange {
  private readonly size: bigint;

  constructor(podCIDR: string) {
    super('podCIDR', podCIDR);
    this.size = 1n << BigInt(POD_BITS[this.family]);
  }

  /** What the n-th node has of it. Throws a RangeError when the range has no n parts. */
  ofNode(n: number): { readonly gatewayIP: string; readonly podCIDR: string } {
    const first = this.part(n, 'the nodes');
    const prefixLength = (this.family === 'IPv4' ? 32 : 128) - POD_BITS[this.family];
    return {
      gatewayIP: this.format(first + 1n),
      podCIDR: formatCidr({ family: this.family, address: first, first, last: first, prefixLength }),
    };
  }

  /**
   * Gives out addresses: those of a node's own part first, then of parts that no node has.
   *
   * @param nodes how many nodes there are
   */
  giver(nodes: number): (podCIDR: string) => string {
    const left = new Map<string, { next: bigint; readonly last: bigint }>();
    let spare = nodes;
    return (podCIDR) => {
      let part = left.get(podCIDR);
      if (part === undefined) {
        const { first } = parseCidr(podCIDR) ?? this.cidr;
        left.set(podCIDR, (part = { next: first + 2n, last: first + this.size - 2n }));
      }
      if (part.next > part.last) {
        const first = this.part(spare++, 'the Pods');
        left.set(podCIDR, (part = { next: first, last: first + this.size - 1n }));
      }
      return this.format(part.next++);
    };
  }

  private part(n: number, what: string): bigint {
    const first = this.cidr.first + BigInt(n) * this.size;
    if (first + this.size - 1n > this.cidr.last) throw this.tooSmall(what);
    return first;
  }
}

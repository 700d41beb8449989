import { parseCidr } from '../../src/terms/cidr';
import { formatIP } from '../../src/terms/ip';

/** What generated objects and their judges have to know of the cluster. */
export interface ClusterFacts {
  /** `1.34` */
  readonly kubernetesVersion: string;
  readonly serviceClusterIPRange: readonly string[];
  readonly serviceNodePortRange: string;
  readonly families: readonly ('IPv4' | 'IPv6')[];
  /** Addresses that are worth asking for: free ones, the ends of the range, and those of the cluster itself. */
  readonly addresses: readonly string[];
  /** The same of node ports. */
  readonly nodePorts: readonly number[];
  /** Namespace of all that is created. */
  readonly namespace: string;
  /** The bundle of Gateway API that it has, standard channel. Default: none is asked about. */
  readonly gatewayBundle?: string;
}

/** @param taken cluster IPs that Services of the cluster have */
export function addressesOf(ranges: readonly string[], taken: ReadonlySet<string>): readonly string[] {
  return ranges.flatMap((range) => {
    const cidr = parseCidr(range);
    if (cidr === undefined) throw new Error(`serviceClusterIPRange: '${range}' is not a CIDR`);
    const { family, first, prefixLength } = cidr;
    const last = first + (1n << BigInt((family === 'IPv4' ? 32 : 128) - prefixLength)) - 1n;
    const text = (bits: bigint) => formatIP({ family, bits });
    const free = [5n, 7n, 20n, 200n, 250n].map((offset) => text(first + offset)).filter((ip) => !taken.has(ip));
    return [...free, text(first), text(first + 1n), text(first + 10n), text(last - 1n), text(last), text(last + 1n)];
  });
}

/** @param taken node ports that Services of the cluster have */
export function nodePortsOf(range: string, taken: ReadonlySet<number>): readonly number[] {
  const [first = 0, last = 0] = range.split('-').map(Number);
  return [first + 80, first + 81, first + 443, first, last, first + 85, first + 86].filter((port) => !taken.has(port));
}

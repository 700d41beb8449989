import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { IPFamily } from '../terms/ip';
import { familyOf } from '../terms/ip';
import type { ClusterIPFamily } from '../terms/ip-families';
import { CLUSTER_IP_FAMILIES, clusterIPFamilyOf } from '../terms/ip-families';

/** The IP families of a cluster, and its addresses of each of them. Every default is that of a kind cluster. */
export interface ClusterRanges {
  /**
   * IP families of Pods, Services and nodes, the default one first. Default: those of `serviceClusterIPRange`, else `ipv4`.
   */
  readonly ipFamily?: ClusterIPFamily;
  /**
   * `--cluster-cidr`: ranges of Pod addresses, one for each IP family, separated by commas. Every node gets a /24 of an
   * IPv4 range and a /64 of an IPv6 one. Default: `10.244.0.0/16` and `fd00:10:244::/56`.
   */
  readonly podCIDR?: string;
  /** `--service-cluster-ip-range`: one CIDR for each IP family. Default: `10.96.0.0/16` and `fd00:10:96::/112`. */
  readonly serviceClusterIPRange?: readonly string[];
  /**
   * The network of the nodes, of clients outside and of hosts outside: one CIDR for each IP family, separated by commas. What
   * is outside has IPv4 addresses even where the cluster has none. Default: `172.18.0.0/16` and `fc00:f853:ccd:e793::/64`.
   */
  readonly nodeCIDR?: string;
  /**
   * Addresses that the load balancer gives out: one range for each IP family, separated by commas. Default:
   * `172.18.255.1-172.18.255.250` and `fc00:f853:ccd:e793:ffff::1-fc00:f853:ccd:e793:ffff::fa`.
   */
  readonly loadBalancerRange?: string;
}

/** The families of a cluster, and a range of each of them, in their order. Throws a RangeError for a range too many. */
export function clusterRanges(config: ClusterRanges): Required<ClusterRanges> {
  const { podCIDR, nodeCIDR, loadBalancerRange, serviceClusterIPRange } = config;
  const ipFamily = config.ipFamily ?? clusterIPFamilyOf((serviceClusterIPRange ?? []).map(familyOf));
  const families = familiesOf(ipFamily);
  const joined = (field: RangeField, given: string | undefined, of = families) =>
    completed(field, given?.split(',') ?? [], of).join(',');
  return {
    ipFamily,
    podCIDR: joined('podCIDR', podCIDR),
    nodeCIDR: joined('nodeCIDR', nodeCIDR, [...new Set([...families, 'IPv4' as const])]),
    loadBalancerRange: joined('loadBalancerRange', loadBalancerRange),
    serviceClusterIPRange:
      serviceClusterIPRange?.length === 0
        ? []
        : completed('serviceClusterIPRange', serviceClusterIPRange ?? [], families),
  };
}

type RangeField = Exclude<keyof ClusterRanges, 'ipFamily'>;

function familiesOf(ipFamily: ClusterIPFamily): readonly IPFamily[] {
  if (Object.hasOwn(CLUSTER_IP_FAMILIES, ipFamily)) return CLUSTER_IP_FAMILIES[ipFamily];
  throw new RangeError(`ipFamily '${ipFamily}': give one of ${Object.keys(CLUSTER_IP_FAMILIES).join(', ')}`);
}

/** The ranges of a kind cluster. */
const DEFAULTS: Readonly<Record<RangeField, Readonly<Record<IPFamily, string>>>> = {
  podCIDR: { IPv4: '10.244.0.0/16', IPv6: 'fd00:10:244::/56' },
  nodeCIDR: { IPv4: '172.18.0.0/16', IPv6: 'fc00:f853:ccd:e793::/64' },
  loadBalancerRange: {
    IPv4: '172.18.255.1-172.18.255.250',
    IPv6: 'fc00:f853:ccd:e793:ffff::1-fc00:f853:ccd:e793:ffff::fa',
  },
  serviceClusterIPRange: { IPv4: CLUSTER_DEFAULTS.serviceClusterIPRange[0], IPv6: 'fd00:10:96::/112' },
};

/** One range for each family: the default where none is given. */
function completed(field: RangeField, given: readonly string[], families: readonly IPFamily[]): readonly string[] {
  const left = given.map((range) => range.trim());
  const ranges = families.map((family) => {
    const at = left.findIndex((range) => familyOf(range) === family);
    return at < 0 ? DEFAULTS[field][family] : left.splice(at, 1).join();
  });
  const [surplus] = left;
  if (surplus === undefined) return ranges;
  const wanted = families.map((family) => `'${DEFAULTS[field][family]}'`).join(' and ');
  throw new RangeError(
    `${field} '${surplus}': the cluster has ${families.join(' and ')}; give one range for each, such as ${wanted}`,
  );
}

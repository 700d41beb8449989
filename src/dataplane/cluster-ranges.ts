import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { IPFamily } from '../terms/ip';
import { familyOf } from '../terms/ip';
import type { ClusterIPFamily } from '../terms/ip-families';
import { CLUSTER_IP_FAMILIES, clusterIPFamilyOf } from '../terms/ip-families';
import type { ClusterConfig } from './cluster-config';

type RangeField = 'podCIDR' | 'nodeCIDR' | 'loadBalancerRange' | 'serviceClusterIPRange';

/** The families of a cluster, and a range of each of them, in their order. Throws a RangeError for a range too many. */
export function clusterRanges(
  config: Omit<ClusterConfig, 'nodes'>,
): Required<Pick<ClusterConfig, RangeField | 'ipFamily'>> {
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
    IPv6: 'fc00:f853:ccd:e793::ff01-fc00:f853:ccd:e793::fffa',
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

import type { NetworkPolicyPeer } from '../../../model/objects';
import type { Cidr } from '../../../terms/cidr';
import { cidrsOf, parseCidr } from '../../../terms/cidr';

/**
 * Whether Pods of the cluster may have addresses of an ipBlock. Nobody can know their network from manifests; it is one of
 * the private ones, unless the block itself is a special one (carrier grade NAT, link-local). IPv6 has no such habit.
 */
export function mayHoldPods({ cidr, except }: NonNullable<NetworkPolicyPeer['ipBlock']>): boolean {
  const block = parseCidr(String(cidr));
  if (block === undefined || block.family === 'IPv6' || SPECIAL.some((network) => covers(network, block))) return true;
  const holes = (Array.isArray(except) ? except : []).flatMap((hole) => parseCidr(String(hole)) ?? []);
  return PRIVATE.some((network) => {
    const common = intersection(network, block);
    return common !== undefined && !holes.some((hole) => covers(hole, common));
  });
}

const PRIVATE = cidrsOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
const SPECIAL = cidrsOf('100.64.0.0/10', '169.254.0.0/16');

type Stretch = Pick<Cidr, 'first' | 'last'>;

function intersection(a: Stretch, b: Stretch): Stretch | undefined {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first <= last ? { first, last } : undefined;
}

function covers(outer: Stretch, inner: Stretch): boolean {
  return outer.first <= inner.first && outer.last >= inner.last;
}

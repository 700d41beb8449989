import type { IPFamily, Service } from '../../model/objects';
import { clusterIPsOf } from '../../model/service';
import { familyOf } from '../../terms/ip';

/**
 * The IP families of a Service's addresses, the primary one first; of a headless one those of its endpoints.
 *
 * @param isMade whether the cluster makes its endpoints, so that they are of all its families
 * @param ofCluster the families of the cluster. Default: IPv4 alone
 */
export function familiesOf(
  { spec }: Service,
  isMade: boolean,
  ofCluster: readonly IPFamily[] = ['IPv4'],
): readonly IPFamily[] {
  const own = clusterIPsOf(spec).map(familyOf);
  if (own.length > 0) return own;
  const declared = isMade ? (spec.ipFamilies ?? []).filter((family) => ofCluster.includes(family)) : [];
  return declared.length > 0 ? declared : ofCluster.slice(0, 1);
}

/** A row of one of several families says which one; of a single one nothing has to be said. */
export function rowOver(row: string, family: IPFamily, families: readonly IPFamily[]): string {
  return families.length > 1 ? `${row} over ${family}` : row;
}

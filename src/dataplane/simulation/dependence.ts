import type { Dependence } from '../../probes/observation';
import type { ConnectionTarget } from '../../probes/probe';
import type { Cluster } from '../cluster';
import type { Dialled } from '../dial';
import { writtenAddresses } from '../dns/lookup';
import { routeOf } from './observe';

/**
 * Who may decide otherwise about a connection: its name may not resolve, its packets may be dropped, or those of the Ingress
 * controller behind which its request goes on, or what becomes of the request is known to that controller alone.
 *
 * @param to with addresses in place of placeholders
 */
export function dependenceOf(
  to: ConnectionTarget,
  { flow, decision }: Dialled,
  cluster: Cluster,
): Dependence | undefined {
  const isAsked = writtenAddresses(cluster.lookupOf(flow.from, to.host, to.family)) === undefined;
  const ofName = isAsked ? cluster.resolverOf(flow.from).depends : undefined;
  if (ofName !== undefined) return { ...ofName, otherwise: { outcome: 'unresolved' } };
  if (decision.depends !== undefined) return decision.depends;
  if (to.kind !== 'http' || decision.action !== 'deliver' || decision.listener.type !== 'ingress') return undefined;
  const route = routeOf(to, cluster);
  if (route.action === 'left') return { on: route.on, why: route.what };
  if (route.action !== 'forward') return undefined;
  const behind = route.endpoints.flatMap((endpoint) => cluster.dataplane.forward(route, endpoint).depends ?? [])[0];
  return behind === undefined ? undefined : { ...behind, otherwise: { outcome: 'reached', status: 503 } };
}

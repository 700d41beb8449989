import type { ConnectionTarget } from '../../probes/probe';
import type { Cluster } from '../cluster';
import type { Decision } from '../flow';
import { isDenied } from '../flow';
import type { Ruling } from '../policies/ruling';
import type { Attempt } from './attempts';
import { routeOf } from './observe';

/** What policies say of Pods that they keep a connection from: of those whom it should reach, or of the client's own. */
export function denialsAmong(made: readonly Attempt[], to: ConnectionTarget, cluster: Cluster): readonly Ruling[] {
  return made.flatMap(({ dialled }) => {
    if (dialled === undefined) return [];
    const decisions = [dialled.decision, ...behind(dialled.decision, to, cluster)];
    const closed = decisions.filter((one) => isDenied(one) || one.depends !== undefined);
    return closed.flatMap(({ rulings = [] }) => rulings.filter(({ by }) => by === undefined));
  });
}

/** What becomes of the connections of the Ingress controller behind those of a client. */
function behind(decision: Decision, to: ConnectionTarget, cluster: Cluster): readonly Decision[] {
  if (to.kind !== 'http' || decision.action !== 'deliver' || decision.listener.type !== 'ingress') return [];
  const route = routeOf(to, cluster);
  return route.action === 'forward'
    ? route.endpoints.map((endpoint) => cluster.dataplane.forward(route, endpoint))
    : [];
}

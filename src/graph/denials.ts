import type { Cluster } from '../dataplane/cluster';
import { isDenied } from '../dataplane/flow';
import type { Decision } from '../dataplane/flow';
import type { Ruling } from '../dataplane/policies/ruling';
import { attempts } from '../dataplane/simulation/attempts';
import { routeOf } from '../dataplane/simulation/observe';
import type { ConnectionTarget, Probe } from '../probes/probe';

/** What policies say of Pods that they keep a connection from: of those whom it should reach, or of the client's own. */
export function denialsOf({ from, to }: Probe, cluster: Cluster): readonly Ruling[] {
  if (to.kind !== 'transport' && to.kind !== 'http') return [];
  const decisions = decisionsOn(from, to, cluster).filter((one) => isDenied(one) || one.depends !== undefined);
  return decisions.flatMap(({ rulings = [] }) => rulings.filter(({ by }) => by === undefined));
}

/** What becomes of a client's connections, and of those of the Ingress controller behind them. */
function decisionsOn(from: Probe['from'], to: ConnectionTarget, cluster: Cluster): readonly Decision[] {
  try {
    return attempts(cluster, from, to).flatMap(({ dialled }) =>
      dialled === undefined ? [] : [dialled.decision, ...behind(dialled.decision, to, cluster)],
    );
  } catch (error) {
    // The client is a Pod of another cluster, or a placeholder names what is not in this one.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function behind(decision: Decision, to: ConnectionTarget, cluster: Cluster): readonly Decision[] {
  if (to.kind !== 'http' || decision.action !== 'deliver' || decision.listener.type !== 'ingress') return [];
  const route = routeOf(to, cluster);
  return route.action === 'forward'
    ? route.endpoints.map((endpoint) => cluster.dataplane.forward(route, endpoint))
    : [];
}

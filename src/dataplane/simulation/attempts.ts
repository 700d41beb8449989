import type { Observation } from '../../probes/observation';
import type { ConnectionTarget } from '../../probes/probe';
import { portOf } from '../../probes/probe';
import type { Vantage } from '../../terms/vantage';
import type { Cluster } from '../cluster';
import type { Dialled } from '../dial';
import { dial } from '../dial';
import { observe } from './observe';

/** One try of a client. */
export interface Attempt {
  readonly observation: Observation;
  /** Absent where the host did not resolve. */
  readonly dialled?: Dialled;
}

/** More tries than this tell nothing new. */
const MOST_ATTEMPTS = 64;

/** The tries of a client that connects until it has seen everybody who may answer. */
export function attempts(cluster: Cluster, from: Vantage, to: ConnectionTarget): readonly Attempt[] {
  const target = { ...to, host: cluster.expand(to.host) };
  const made: Attempt[] = [];
  for (let wanted = 1; made.length < Math.min(wanted, MOST_ATTEMPTS);) {
    const { choices, ...attempt } = attemptOf(cluster, from, target, made.length);
    made.push(attempt);
    wanted = Math.max(wanted, choices);
  }
  return made;
}

function attemptOf(
  cluster: Cluster,
  from: Vantage,
  to: ConnectionTarget,
  turn: number,
): Attempt & { readonly choices: number } {
  const destination = { addresses: cluster.lookup(from, to.host), port: portOf(to), protocol: PROTOCOLS[to.protocol] };
  const dialled = dial(from, destination, cluster);
  if (dialled === undefined) return { observation: { outcome: 'unresolved' }, choices: 1 };
  const { decision, choices } = dialled;
  if (decision.action === 'refuse') return { observation: { outcome: 'refused' }, dialled, choices };
  if (decision.action === 'drop') return { observation: { outcome: 'timedOut' }, dialled, choices };
  const { observation, behind = choices } = observe(decision, to, cluster, turn);
  return { observation, dialled, choices: behind };
}

/** What carries each protocol that a probe can speak. */
export const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', http: 'TCP', https: 'TCP' } as const;

import type { Observation } from '../../probes/observation';
import type { ConnectionTarget } from '../../probes/probe';
import { portOf } from '../../probes/probe';
import { familyOf, parseIP } from '../../terms/ip';
import type { Vantage } from '../../terms/vantage';
import type { Cluster } from '../cluster';
import type { Dialled } from '../dial';
import { dial } from '../dial';
import { dependenceOf } from './dependence';
import type { Answer } from './observe';
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
  return attemptsAt(cluster, from, target, cluster.lookup(from, target.host, target.family));
}

/**
 * @param to with addresses in place of placeholders
 * @param found what its host resolves to: of several addresses another one comes first each time
 */
export function attemptsAt(
  cluster: Cluster,
  from: Vantage,
  to: ConnectionTarget,
  found: readonly string[],
): readonly Attempt[] {
  const made: Attempt[] = [];
  let addresses = found;
  for (let wanted = 1; made.length < Math.min(wanted, MOST_ATTEMPTS);) {
    const { choices, ...attempt } = attemptOf(cluster, from, to, addresses, made.length);
    made.push(attempt);
    wanted = Math.max(wanted, choices);
    if (addresses.length > 1) addresses = cluster.lookup(from, to.host, to.family);
  }
  return made;
}

function attemptOf(
  cluster: Cluster,
  from: Vantage,
  to: ConnectionTarget,
  addresses: readonly string[],
  turn: number,
): Attempt & { readonly choices: number } {
  const dialled = dial(from, { addresses, port: portOf(to), protocol: PROTOCOLS[to.protocol] }, cluster);
  if (dialled === undefined) return { observation: { outcome: 'unresolved' }, choices: 1 };
  const { observation, behind = dialled.choices } = observed(dialled, to, cluster, turn);
  const depends = dependenceOf(to, dialled, cluster);
  return {
    observation: {
      ...observation,
      ...(dialled.decision.action === 'deliver' ? overFamily(to, dialled, cluster) : {}),
      ...(depends === undefined ? {} : { depends }),
    },
    dialled,
    choices: behind,
  };
}

function observed({ decision }: Dialled, to: ConnectionTarget, cluster: Cluster, turn: number): Answer {
  switch (decision.action) {
    case 'deliver':
      return observe(decision, to, cluster, turn);
    case 'refuse':
      return { observation: { outcome: 'refused' } };
    case 'drop':
      return { observation: { outcome: 'timedOut' } };
  }
}

/** The IP family that a connection to a name took, where the cluster has IPv6. */
export function overFamily(
  { host }: ConnectionTarget,
  { flow }: Dialled,
  { families }: Pick<Cluster, 'families'>,
): Pick<Observation, 'over'> {
  return parseIP(host) === undefined && families.includes('IPv6') ? { over: familyOf(flow.address) } : {};
}

/** What carries each protocol that a probe can speak. */
export const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', http: 'TCP', https: 'TCP' } as const;

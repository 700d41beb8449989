import { isDeepStrictEqual } from 'node:util';
import type { IPFamily } from '../terms/ip';
import { entryOf } from '../terms/maps';
import type { ClientAddressClass, ConnectionVerdict, DependsVerdict, LearntVerdict, Outcome } from './probe';

/** What one try of a probe observed. */
export interface Observation {
  readonly outcome: Outcome;
  /** Who answered: a Pod (`namespace/name`) or an external host; absent when it was none of them. */
  readonly by?: string;
  /** The client's address as the one who answered saw it. */
  readonly clientIP?: string;
  /** HTTP status. */
  readonly status?: number;
  /** Subject of the certificate served. */
  readonly certificate?: string;
  /** The IP family that was chosen among those of a name. */
  readonly over?: IPFamily;
  /** The Location header of the answer. */
  readonly location?: string;
  /** The path that the one who answered saw, where a controller passed the request on. */
  readonly seenPath?: string;
  /** Who may decide otherwise. */
  readonly depends?: Dependence;
}

/** What a prediction leaves to somebody who is not known. */
export interface Dependence {
  /** Who decides: `the network plugin`, `the controller of class nginx`. */
  readonly on: string;
  /** What it is that they decide. */
  readonly why: string;
  /** What is observed if they decide otherwise. Absent: that is not known, nor what is observed at all. */
  readonly otherwise?: Otherwise;
}

/** What is observed of a try about which somebody decided otherwise. */
export type Otherwise = Pick<Observation, 'outcome' | 'status'>;

/** How addresses that answers speak of are told apart and called. */
export interface AddressNames {
  classOf(address: string): ClientAddressClass;
  placeholderOf(address: string): string;
}

/** One verdict from the tries of a probe, of which there is at least one. */
export function verdictOf(observations: readonly Observation[], names: AddressNames): ConnectionVerdict {
  const outcomes = RANKED.filter((outcome) => observations.some((observation) => observation.outcome === outcome));
  const [outcome = 'timedOut', ...others] = outcomes;
  const also = others.length === 0 ? {} : { also: others.sort() };
  if (outcome !== 'reached') return { kind: 'connection', outcome, ...also };
  const answers = observations.filter((observation) => observation.outcome === 'reached');
  const status = mostFrequent(answers, (answer) => answer.status);
  const certificate = mostFrequent(answers, (answer) => answer.certificate);
  const over = [...new Set(answers.flatMap((answer) => answer.over ?? []))].sort();
  const location = mostFrequent(answers, (answer) => answer.location);
  const seenPath = mostFrequent(answers, (answer) => answer.seenPath);
  return {
    kind: 'connection',
    outcome,
    by: [...new Set(answers.flatMap(({ by }) => by ?? []))].sort(),
    ...clientAddresses(answers, names),
    ...(status === undefined ? {} : { status }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(over.length === 0 ? {} : { over }),
    ...(location === undefined ? {} : { location }),
    ...(seenPath === undefined ? {} : { seenPath }),
    ...also,
  };
}

/** {@link verdictOf} where tries may depend on somebody: then both that may come of it. */
export function predictionOf(
  observations: readonly Observation[],
  names: AddressNames,
): ConnectionVerdict | DependsVerdict {
  const tries = observations.map((observation) => ({ observation, depends: observation.depends }));
  return predicted<Observation, ConnectionVerdict>(tries, (all) => verdictOf(all, names));
}

/** The verdict on tries; where somebody else may decide about some of them, both that may come of it. */
export function predicted<O, V extends LearntVerdict>(
  tries: readonly { readonly observation: O; readonly depends: Dependence | undefined }[],
  verdictOn: (observations: readonly (O | Otherwise)[]) => V,
): V | DependsVerdict {
  const open = tries.flatMap(({ depends: each }) => each ?? []);
  const depends = open.find(({ otherwise }) => otherwise === undefined) ?? open[0];
  if (depends !== undefined && depends.otherwise === undefined) return dependsOn(depends, []);
  const verdict = verdictOn(tries.map(({ observation }) => observation));
  if (depends === undefined) return verdict;
  const other = verdictOn(tries.map((each) => each.depends?.otherwise ?? each.observation));
  if (isDeepStrictEqual(other, verdict)) return verdict;
  return dependsOn(depends, [verdict, other]);
}

/** The verdict where somebody else decides, and what may come of it as far as that is known. */
export function dependsOn(
  { on, why }: Pick<Dependence, 'on' | 'why'>,
  either: readonly LearntVerdict[],
): DependsVerdict {
  return { kind: 'depends', outcome: 'implementationSpecific', on, why, either };
}

/** Of several outcomes of one probe, the first of these is the verdict and the rest its `also`. */
const RANKED: readonly Outcome[] = ['reached', 'closed', 'refused', 'timedOut', 'unresolved'];

type ClientAddresses = Pick<ConnectionVerdict, 'clientIP' | 'clientIPBy' | 'seenAs'>;

/** What the answering Pods saw: said once where all saw the same, else Pod by Pod. */
function clientAddresses(answers: readonly Observation[], names: AddressNames): ClientAddresses {
  const told = answers.filter(({ by, clientIP }) => by !== undefined && clientIP !== undefined);
  const [address] = told.map(({ clientIP }) => clientIP);
  if (address === undefined) return {};
  if (told.every(({ clientIP }) => clientIP === address)) {
    return { clientIP: names.classOf(address), seenAs: names.placeholderOf(address) };
  }
  const addresses = new Map<string, Set<string>>();
  for (const { by = '', clientIP = '' } of told) entryOf(addresses, by, () => new Set<string>()).add(clientIP);
  const seen = [...addresses].sort(([a], [b]) => (a < b ? -1 : 1));
  const classes = seen.map(([by, all]) => [by, classOfAll(all, names)] as const);
  const placeholders = seen.map(([by, all]) => [by, [...all].map((each) => names.placeholderOf(each)).sort()] as const);
  const sameClass = onlyOne(classes.map(([, each]) => each));
  const samePlaceholder = onlyOne(placeholders.flatMap(([, all]) => all));
  return {
    ...(sameClass === undefined ? { clientIPBy: Object.fromEntries(classes) } : { clientIP: sameClass }),
    seenAs: samePlaceholder ?? Object.fromEntries(placeholders),
  };
}

/** One class for one Pod: where it saw addresses of several, the least expected one says most. */
function classOfAll(addresses: ReadonlySet<string>, names: AddressNames): ClientAddressClass {
  const classes = [...addresses].map((address) => names.classOf(address));
  return classes.find((each) => each === 'other') ?? classes.find((each) => each === 'node') ?? 'pod';
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.every((item) => item === items[0]) ? items[0] : undefined;
}

/** The value most answers had; answers of Pods come before those of whatever stands in front of them. */
function mostFrequent<T>(answers: readonly Observation[], pick: (answer: Observation) => T | undefined): T | undefined {
  if (answers.every((answer) => pick(answer) === undefined)) return undefined;
  const fromPods = answers.filter(({ by }) => by !== undefined);
  const counts = new Map<T, number>();
  for (const answer of fromPods.length > 0 ? fromPods : answers) {
    const value = pick(answer);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

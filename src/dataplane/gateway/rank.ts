import type { GatewayProfile } from '../../model/gateway/profile';
import { hostPatternRank } from '../../terms/wildcard-host';
import type { CompiledMatch, PathKind } from './route-match';

/** A match with what decides where nothing in it does. */
export interface Ranked {
  readonly match: CompiledMatch;
  /** The host name of its route that the request is for, as the route has it. */
  readonly ownHost: string;
  /** Place of its route among all routes, the oldest first. */
  readonly age: number;
  readonly rule: number;
  readonly index: number;
}

/** One thing that decides which of two matches a request goes to. */
interface Criterion {
  /** Why the other one gives way. */
  readonly why: string;
  /** Smaller goes first. */
  readonly of: (one: Ranked) => number;
}

const PATHS: Readonly<Record<PathKind, number>> = { Exact: 0, RegularExpression: 1, PathPrefix: 2 };

/** Where the specification leaves it open (regular expressions), what Contour and Envoy Gateway do. */
const PATH_CRITERIA: readonly Criterion[] = [
  {
    why: 'an exact path goes before a regular expression, and that before a prefix',
    of: ({ match }) => PATHS[match.pathKind],
  },
  { why: 'a longer path goes first', of: ({ match }) => -match.pathLength },
  { why: 'a longer method goes first', of: ({ match }) => -match.methodLength },
];

const TIES: readonly Criterion[] = [
  { why: 'more query parameters go first', of: ({ match }) => -match.queryParams },
  { why: 'the older route goes first', of: ({ age }) => age },
  { why: 'the first rule of a route goes first', of: ({ rule }) => rule },
  { why: 'the first match of a rule goes first', of: ({ index }) => index },
];

const COMMON: readonly Criterion[] = [
  ...PATH_CRITERIA,
  { why: 'a match with a method goes first', of: ({ match }) => (match.hasMethod ? 0 : 1) },
  { why: 'more headers go first', of: ({ match }) => -match.headers },
  ...TIES,
];

const CRITERIA: Readonly<Record<GatewayProfile, readonly Criterion[]>> = {
  spec: [
    { why: 'a more precise host name of the route goes first', of: ({ ownHost }) => hostPatternRank(ownHost) },
    ...COMMON,
  ],
  contour: COMMON,
};

/** Which of two matches that take a request gets it: below zero the first one. */
export function compareRanked(a: Ranked, b: Ranked, profile: GatewayProfile): number {
  for (const { of } of CRITERIA[profile]) {
    const difference = of(a) - of(b);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Why a match gives way to another one. */
export function whyBehind(loser: Ranked, winner: Ranked, profile: GatewayProfile): string {
  return CRITERIA[profile].find(({ of }) => of(winner) < of(loser))?.why ?? 'the other one stands first';
}

import type { Expectation } from '../expectation';
import type { LearntVerdict, Verdict } from '../probe';
import { connection } from './connection';
import { dns } from './dns';
import { env } from './env';
import type { Kind, Located } from './kind';
import { request } from './request';

type KindName = LearntVerdict['kind'];

const KINDS: {
  readonly [K in KindName]: Kind<Extract<Expectation, { kind: K }>, Extract<LearntVerdict, { kind: K }>>;
} = { connection, request, dns, env };

/** Each variant belongs to its kind, which the compiler cannot see through an index. */
function kindNamed(name: KindName): Kind<Expectation, LearntVerdict> {
  return KINDS[name] as Kind<Expectation, LearntVerdict>;
}

/** What a probe should find, in words. */
export function describeExpectation(expect: Expectation): string {
  if (expect.kind === 'open') return `whatever ${expect.on} decides`;
  return kindNamed(expect.kind).describe(expect);
}

/** Whether somebody should answer a probe, or nobody; `nothing`: nobody is asked, or others decide. */
export function soughtBy(expect: Expectation): 'answer' | 'silence' | 'nothing' {
  return expect.kind === 'open' ? 'nothing' : kindNamed(expect.kind).seeks(expect);
}

/** What a probe found, in a word or two. */
export function outcomeOf(verdict: Verdict): string {
  if (verdict.kind === 'notRun') return verdict.outcome;
  if (verdict.kind === 'depends') return [...new Set(verdict.either.map(outcomeOf))].join(' or ') || 'notKnown';
  return kindNamed(verdict.kind).outcomeOf(verdict);
}

/** In which way a verdict differs from what was expected; undefined: in none. */
export function difference(expect: Expectation, verdict: LearntVerdict): string | undefined {
  if (expect.kind === 'open') return undefined;
  if (expect.kind !== verdict.kind) {
    throw new TypeError(`a verdict of kind ${verdict.kind} on a probe that expects kind ${expect.kind}`);
  }
  return kindNamed(expect.kind).difference(expect, verdict);
}

/** Whether verdicts on two clusters say the same. */
export function agree(one: Located<LearntVerdict>, other: Located<LearntVerdict>): boolean {
  return one.verdict.kind === other.verdict.kind && kindNamed(one.verdict.kind).agree(one, other);
}

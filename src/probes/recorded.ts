import type { Expectation, OpenExpectation } from './expectation';
import type { DependsVerdict, LearntVerdict, NotRunVerdict, Probe, ProbeTarget, Verdict } from './probe';

/** A variant as JSON has it: its kind follows from its other fields, and need not be written. */
export type Unnamed<T> = T extends { readonly kind: infer K } ? Omit<T, 'kind'> & { readonly kind?: K } : T;

/** A probe as it stands in recordings and reports. */
export type RecordedProbe = Omit<Probe, 'to'> & { readonly to: Unnamed<ProbeTarget> };

/** A verdict as it stands in recordings and reports. */
export type RecordedVerdict = Unnamed<Verdict>;

/** A probe that was read from JSON, with its kind. */
export function probeOf(recorded: RecordedProbe): Probe {
  return isNamed(recorded.to) ? recorded : { ...recorded, to: targetOf(recorded.to) };
}

/** What a probe asks, with its kind. */
export function targetOf(recorded: Unnamed<ProbeTarget>): ProbeTarget {
  if (isNamed(recorded)) return recorded;
  const [kind] = Object.entries(TARGETS).find(([, isOne]) => isOne(recorded)) ?? [];
  if (kind === undefined) throw new RangeError(`${JSON.stringify(recorded)} is not a target of any kind of probe`);
  return { ...recorded, kind } as ProbeTarget;
}

/** What tells targets of each kind from the others where nobody names the kind. */
const TARGETS: Readonly<Record<ProbeTarget['kind'], (target: Unnamed<ProbeTarget>) => boolean>> = {
  dns: (target) => 'dns' in target,
  env: (target) => 'env' in target,
  request: (target) => 'gateway' in target || 'ingress' in target,
  http: (target) => speaks(target, ['http', 'https']),
  transport: (target) => speaks(target, ['tcp', 'udp', 'sctp']),
};

/** The kinds of verdicts that each kind of target can have. */
const VERDICTS = {
  transport: 'connection',
  http: 'connection',
  request: 'request',
  dns: 'dns',
  env: 'env',
} as const satisfies Readonly<Record<ProbeTarget['kind'], LearntVerdict['kind']>>;

/** A verdict that was read from JSON, with the kind that follows from what was asked. */
export function verdictFrom({ kind }: ProbeTarget, recorded: RecordedVerdict): Verdict {
  if (isNotRun(recorded)) return { ...recorded, kind: 'notRun' };
  if (isDepends(recorded)) {
    const either = recorded.either.map((one) => ({ ...one, kind: VERDICTS[kind] }) as LearntVerdict);
    return { ...recorded, kind: 'depends', either };
  }
  return { ...recorded, kind: VERDICTS[kind] } as Verdict;
}

/** An expectation that was read from JSON, with the kind that follows from what was asked. */
export function expectationFrom({ kind }: ProbeTarget, recorded: Unnamed<Expectation>): Expectation {
  return { ...recorded, kind: isOpen(recorded) ? 'open' : VERDICTS[kind] } as Expectation;
}

function speaks(target: Unnamed<ProbeTarget>, protocols: readonly string[]): boolean {
  return 'protocol' in target && protocols.includes(target.protocol);
}

function isOpen(expect: Unnamed<Expectation>): expect is Unnamed<OpenExpectation> {
  return 'on' in expect;
}

function isNotRun(verdict: RecordedVerdict): verdict is Unnamed<NotRunVerdict> {
  return 'outcome' in verdict && verdict.outcome === 'notRun';
}

function isDepends(verdict: RecordedVerdict): verdict is Unnamed<DependsVerdict> {
  return 'outcome' in verdict && verdict.outcome === 'implementationSpecific';
}

/** A target, an expectation or a verdict as recordings and reports have it. */
export function withoutKind<T extends { readonly kind: string }>({ kind: _, ...rest }: T): Omit<T, 'kind'> {
  return rest;
}

function isNamed(target: Unnamed<ProbeTarget>): target is ProbeTarget {
  return target.kind !== undefined;
}

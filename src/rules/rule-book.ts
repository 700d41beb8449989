import { groupOf, isOwnGroup, servedVersion } from '../model/api-kinds';
import { isObject } from '../model/manifest';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';
import type { Rule, Stage } from './rule';
import type { Telling } from './shape';

/** A rule, and the way to the field that it is about. */
export interface BookedRule {
  readonly rule: Rule;
  readonly way: readonly string[];
}

/** The rules of one version of Kubernetes, found by what they judge. */
export class RuleBook {
  private readonly byKind = new Map<string, Chapter>();
  private readonly booked: readonly BookedRule[];

  constructor(rules: readonly Rule[], minor: number) {
    this.booked = rules
      .filter((rule) => holdsFor(rule, minor))
      .map((rule) => ({ rule, way: rule.field === undefined ? [] : rule.field.split('.') }));
  }

  /** The rules of a stage for a kind of objects. */
  rulesOf(ref: Pick<ObjectRef, 'apiVersion' | 'kind'>, stage: Stage): readonly BookedRule[] {
    return this.chapterOf(ref).stages.get(stage) ?? [];
  }

  /** What of an object tells what the API server's validation says of it. */
  tellingOf(ref: Pick<ObjectRef, 'apiVersion' | 'kind'>): Telling | undefined {
    return this.chapterOf(ref).telling;
  }

  private chapterOf({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): Chapter {
    // A custom resource may share the name of a kind.
    const name = servedVersion(kind) !== undefined && !isOwnGroup(groupOf(apiVersion)) ? '' : kind;
    const known = this.byKind.get(name);
    if (known !== undefined) return known;
    const stages = byStage(this.booked.filter(({ rule: { kinds } }) => kinds.includes(name) || kinds.includes('*')));
    const chapter = { stages, telling: name === 'Service' ? 'spec' : tellingOf(stages) } as const;
    this.byKind.set(name, chapter);
    return chapter;
  }
}

/** The rules of one kind. */
interface Chapter {
  readonly stages: ReadonlyMap<Stage, readonly BookedRule[]>;
  readonly telling: Telling | undefined;
}

/** Rules for objects of all kinds can look at nothing but metadata. */
function tellingOf(stages: ReadonlyMap<Stage, readonly BookedRule[]>): 'metadata' | undefined {
  const booked = [...stages].flatMap(([stage, rules]) => (stage === 'decode' || stage === 'deployed' ? [] : rules));
  return booked.every(({ rule: { kinds } }) => kinds.includes('*')) ? 'metadata' : undefined;
}

function holdsFor({ versions }: Rule, minor: number): boolean {
  const since = minorOf(versions?.since ?? '') ?? 0;
  const until = minorOf(versions?.until ?? '') ?? Infinity;
  return minor >= since && minor <= until;
}

function byStage(booked: readonly BookedRule[]): ReadonlyMap<Stage, readonly BookedRule[]> {
  return new Map(booked.map(({ rule: { stage } }) => [stage, booked.filter(({ rule }) => rule.stage === stage)]));
}

/** Whether something stands at the end of a way; no way leads everywhere. */
export function leadsTo(object: unknown, way: readonly string[]): boolean {
  if (way.length === 0) return true;
  let value = object;
  for (const field of way) value = isObject(value) ? value[field] : undefined;
  return value !== undefined && value !== null;
}

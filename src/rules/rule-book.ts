import { groupOf, isOwnGroup, servedVersion } from '../model/api-kinds';
import { isObject } from '../model/manifest';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';
import type { Rule, Stage } from './rule';

/** A rule, and the way to the field that it is about. */
export interface BookedRule {
  readonly rule: Rule;
  readonly way: readonly string[];
}

/** The rules of one version of Kubernetes, found by what they judge. */
export class RuleBook {
  private readonly byKind = new Map<string, ReadonlyMap<Stage, readonly BookedRule[]>>();
  private readonly booked: readonly BookedRule[];

  constructor(rules: readonly Rule[], minor: number) {
    this.booked = rules
      .filter((rule) => holdsFor(rule, minor))
      .map((rule) => ({ rule, way: rule.field === undefined ? [] : rule.field.split('.') }));
  }

  /** The rules of a stage for a kind of objects. */
  rulesOf(ref: Pick<ObjectRef, 'apiVersion' | 'kind'>, stage: Stage): readonly BookedRule[] {
    return this.stagesOf(ref).get(stage) ?? [];
  }

  private stagesOf({
    apiVersion,
    kind,
  }: Pick<ObjectRef, 'apiVersion' | 'kind'>): ReadonlyMap<Stage, readonly BookedRule[]> {
    // A custom resource may share the name of a kind.
    const name = servedVersion(kind) !== undefined && !isOwnGroup(groupOf(apiVersion)) ? '' : kind;
    const known = this.byKind.get(name);
    if (known !== undefined) return known;
    const stages = byStage(this.booked.filter(({ rule: { kinds } }) => kinds.includes(name) || kinds.includes('*')));
    this.byKind.set(name, stages);
    return stages;
  }
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

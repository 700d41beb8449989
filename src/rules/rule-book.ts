import type { Rule, Stage } from './rule';
import { groupOf, isOwnGroup, servedVersion } from '../model/api-kinds';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';

/** The rules of one version of Kubernetes, found by the kind of the object and the stage. */
export class RuleBook {
  private readonly byKind = new Map<string, ReadonlyMap<Stage, readonly Rule[]>>();
  private readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[], minor: number) {
    this.rules = rules.filter((rule) => holdsFor(rule, minor));
  }

  /** The rules of a stage that judge an object. */
  rulesOf({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>, stage: Stage): readonly Rule[] {
    const name = servedVersion(kind) !== undefined && !isOwnGroup(groupOf(apiVersion)) ? '' : kind;
    let stages = this.byKind.get(name);
    if (stages === undefined) {
      stages = byStage(this.rules.filter(({ kinds }) => kinds.includes(name) || kinds.includes('*')));
      this.byKind.set(name, stages);
    }
    return stages.get(stage) ?? [];
  }
}

function holdsFor({ versions }: Rule, minor: number): boolean {
  const since = minorOf(versions?.since ?? '') ?? 0;
  const until = minorOf(versions?.until ?? '') ?? Infinity;
  return minor >= since && minor <= until;
}

function byStage(rules: readonly Rule[]): ReadonlyMap<Stage, readonly Rule[]> {
  return new Map(rules.map(({ stage }) => [stage, rules.filter((rule) => rule.stage === stage)]));
}

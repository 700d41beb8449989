import { meets, selectsAll } from '../../model/network-policies';
import type { Direction, Policy } from '../../model/network-policies';
import type { Labels, LabelSelector, PodSpec } from '../../model/objects';
import { viewOf } from '../../model/view';
import { objectsIn } from '../../model/workload';
import { append, groupBy } from '../../terms/maps';
import type { ObjectRef } from '../../terms/object-ref';

/** A Pod as policies see it. */
export interface PolicyPod {
  /** `namespace/name`. */
  readonly key: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly spec: PodSpec;
  /** What made it; absent for a Pod of the system. */
  readonly workload?: ObjectRef;
}

/** The policies that select a Pod, found without a look at the others. */
export class PolicyIndex {
  private readonly byNamespace: ReadonlyMap<string, (labels: Labels) => readonly Policy[]>;

  constructor(policies: readonly Policy[]) {
    const groups = groupBy(policies, ({ namespace }) => namespace);
    this.byNamespace = new Map([...groups].map(([namespace, group]) => [namespace, finderOf(group)]));
  }

  /** The policies that select a Pod, in the order of the input. */
  readonly selecting = viewOf(({ namespace, labels }: PolicyPod): readonly Policy[] => {
    const found = this.byNamespace.get(namespace)?.(labels) ?? [];
    return found.filter(({ source }) => meets(source.spec.podSelector ?? {}, labels));
  });

  /** Whether any policy isolates a Pod in a direction. */
  isIsolated(pod: PolicyPod, direction: Direction): boolean {
    return this.selecting(pod).some(({ directions }) => directions.has(direction));
  }

  /** Those of them that isolate it in a direction. */
  isolating(pod: PolicyPod, direction: Direction): readonly Policy[] {
    return this.selecting(pod).filter(({ directions }) => directions.has(direction));
  }
}

/** The policies of a namespace that may select a Pod: those whose rarest wanted label it has, and those that want none. */
function finderOf(policies: readonly Policy[]): (labels: Labels) => readonly Policy[] {
  const wanted = policies.map(({ source }) => alternativesOf(source.spec.podSelector ?? {}));
  const frequency = new Map<string, number>();
  for (const pair of wanted.flat(2)) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  const cost = (pairs: readonly string[]) => pairs.reduce((sum, pair) => sum + (frequency.get(pair) ?? 0), 0);
  const anybody: number[] = [];
  const byPair = new Map<string, number[]>();
  for (const [index, alternatives] of wanted.entries()) {
    const [first, ...others] = alternatives;
    if (first === undefined) anybody.push(index);
    else for (const pair of others.reduce((a, b) => (cost(b) < cost(a) ? b : a), first)) append(byPair, pair, index);
  }
  return (labels) => {
    const found = Object.entries(labels).flatMap(([key, value]) => byPair.get(pairOf(key, value)) ?? []);
    return [...new Set([...anybody, ...found])].sort((a, b) => a - b).flatMap((index) => policies[index] ?? []);
  };
}

/** For each label that a selector wants, the pairs of which a Pod has to have one. */
function alternativesOf(selector: LabelSelector): readonly (readonly string[])[] {
  if (selectsAll(selector)) return [];
  const { matchLabels = {}, matchExpressions } = selector;
  const listed = objectsIn<NonNullable<LabelSelector['matchExpressions']>[number]>(matchExpressions).flatMap(
    ({ key, operator, values = [] }) =>
      operator === 'In' && key !== undefined ? [[...new Set(values)].map((value) => pairOf(key, value))] : [],
  );
  return [...Object.entries(matchLabels).map(([key, value]) => [pairOf(key, value)]), ...listed];
}

function pairOf(key: string, value: string): string {
  return `${key}=${value}`;
}

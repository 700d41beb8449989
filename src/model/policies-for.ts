import { append, groupBy } from '../terms/maps';
import { comparable, podLabels } from './generated-labels';
import type { NetworkModel } from './network-model';
import type { Direction, Policy, PolicyRule } from './network-policies';
import { candidatesFor, meets, policiesOf, selectsAll, selectPods } from './network-policies';
import { viewOf } from './view';
import type { Workload } from './workload';

/**
 * The policies that close one way for the Pods of a workload, in lists that it may share with others: what follows from a list
 * has to be worked out once. Of lists that allow the same, the first one is there. Pods on the host's network are not subject to any.
 */
export function policiesFor(
  model: NetworkModel,
  workload: Workload,
  direction: Direction,
): readonly (readonly Policy[])[] {
  if (workload.spec.hostNetwork === true) return [];
  const { everyPod, byWorkload } = selections(model)[direction];
  const ofNamespace = everyPod.get(workload.namespace);
  return [...(ofNamespace === undefined ? [] : [ofNamespace]), ...(byWorkload.get(workload) ?? [])];
}

const selections = viewOf((model: NetworkModel) => ({
  Ingress: selectionsOf(model, 'Ingress'),
  Egress: selectionsOf(model, 'Egress'),
}));

interface Selections {
  readonly everyPod: ReadonlyMap<string, readonly Policy[]>;
  readonly byWorkload: ReadonlyMap<Workload, readonly (readonly Policy[])[]>;
}

/** Policies that select every Pod of a namespace, or the same ones, stand together, so that many of them do not cost a pass each. */
function selectionsOf(model: NetworkModel, direction: Direction): Selections {
  const everyPod = new Map<string, Policy[]>();
  const bySelection = new Map<unknown, Policy[]>();
  for (const policy of policiesOf(model)) {
    if (!policy.directions.has(direction)) continue;
    if (selectsAll(policy.source.spec.podSelector)) append(everyPod, policy.namespace, policy);
    else append(bySelection, selectionOf(model, policy), policy);
  }
  const lists = [...bySelection.values()];
  const ranks = new Map(lists.map((list, rank) => [list, rank] as const));
  const byWorkload = new Map<Workload, Policy[][]>();
  for (const equal of groupBy(lists, (list) => allowanceOf(list, direction)).values()) {
    for (const [workload, list] of firstOf(model, equal)) append(byWorkload, workload, list);
  }
  const rankOf = (list: Policy[]) => ranks.get(list) ?? 0;
  for (const own of byWorkload.values()) own.sort((a, b) => rankOf(a) - rankOf(b));
  return { everyPod, byWorkload };
}

/** Equal for policies that select the same Pods, as far as that is seen without a look at each of them. */
function selectionOf(model: NetworkModel, { namespace, source: { spec } }: Policy): unknown {
  const { podSelector = {} } = spec;
  return podSelector.matchExpressions === undefined
    ? selectPods(model, namespace, podSelector)
    : JSON.stringify([namespace, podSelector]);
}

/** Equal for lists of policies that allow the same to those whom they select. */
function allowanceOf(list: readonly Policy[], direction: Direction): string {
  const field = direction === 'Ingress' ? 'ingress' : 'egress';
  return `${list[0]?.namespace ?? ''} ${list.map((policy) => spelled(policy[field])).join()}`;
}

const spelled = viewOf((rules: readonly PolicyRule[]) => JSON.stringify(rules));

/** Each workload with the first of some lists that is about it. Whoever has one is not looked at again. */
function* firstOf(model: NetworkModel, lists: readonly Policy[][]): Generator<readonly [Workload, Policy[]]> {
  const known = new Set<Workload>();
  let rest: readonly Workload[] | undefined;
  for (const list of lists) {
    const [{ namespace, source }] = list as [Policy];
    const { podSelector = {} } = source.spec;
    const candidates = candidatesFor(model, namespace, podSelector);
    rest ??= model.workloadsOf(namespace);
    const among = candidates.length < rest.length ? candidates : rest;
    const selector = { ...podSelector, matchLabels: comparable(podSelector.matchLabels ?? {}) };
    const isSelected = among === candidates && podSelector.matchExpressions === undefined;
    const selected = isSelected ? among : among.filter((workload) => meets(selector, podLabels(workload)));
    for (const workload of selected) {
      if (known.has(workload)) continue;
      known.add(workload);
      yield [workload, list];
    }
    if (among === rest) rest = rest.filter((workload) => !known.has(workload));
  }
}

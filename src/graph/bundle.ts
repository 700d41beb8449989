import type { Mark } from '../probes/marks';
import { worstMark } from '../probes/marks';
import { entryOf, groupBy } from '../terms/maps';
import { listed } from '../terms/sentence';
import type { MapEdge, MapNode, NetworkMap } from './network-map';

/** A map of more things than this is told by sorts of things. */
export const READABLE = 60;

/** A map that can be read: with equal ones together, if it has many things. */
export function readable(map: NetworkMap): NetworkMap {
  return map.nodes.length <= READABLE ? map : bundled(map);
}

/**
 * Puts one in place of several that are equal: of one kind in one namespace, with the same facts, connected in the same way
 * with what is equal again. A Service with a problem of its own stays by itself.
 */
export function bundled(map: NetworkMap): NetworkMap {
  const sorts = sortsOf(map);
  const groups = groupBy(map.nodes, ({ id }) => sorts.get(id) ?? id);
  const names = new Map<string, string>();
  const nodes = [...groups.values()].map((group) => {
    const bundle = bundleOf(group);
    for (const { id } of group) names.set(id, bundle.id);
    return bundle;
  });
  const lines = groupBy(map.edges, ({ from, to, relation }) =>
    JSON.stringify([names.get(from), names.get(to), relation]),
  );
  const edges = [...lines.values()].map((group) => lineOf(group, names));
  return { nodes, edges };
}

/** Sorts of things, told apart until those that are alike are also connected alike. */
function sortsOf({ nodes, edges }: NetworkMap): ReadonlyMap<string, string> {
  // Where the scheduler puts Pods makes no difference between them.
  const lines = edges.filter(({ relation }) => relation !== 'runsOn');
  const byEnd = new Map<string, { readonly line: string; readonly other: string }[]>();
  for (const { from, to, relation, mark, labels } of lines) {
    const line = JSON.stringify([relation, mark, relation === 'asks' ? labels : []]);
    entryOf(byEnd, from, () => []).push({ line: `> ${line}`, other: to });
    entryOf(byEnd, to, () => []).push({ line: `< ${line}`, other: from });
  }
  let sorts = new Map(nodes.map((node) => [node.id, firstSort(node)]));
  for (let before = 0, count = new Set(sorts.values()).size; count !== before;) {
    before = count;
    sorts = numbered(
      nodes.map(({ id }) => {
        const around = (byEnd.get(id) ?? []).map(({ line, other }) => `${line} ${sorts.get(other) ?? ''}`);
        return [id, JSON.stringify([sorts.get(id), [...new Set(around)].sort()])];
      }),
    );
    count = new Set(sorts.values()).size;
  }
  return sorts;
}

function firstSort({ id, tier, kind, namespace, facts, problem, mark }: MapNode): string {
  const isSingular = problem !== undefined || tier === 'outside' || tier === 'clients' || kind === 'host';
  return isSingular ? id : JSON.stringify([tier, kind, namespace, tier === 'service' ? facts[0] : '', mark]);
}

/** Short names for sorts, so that they do not grow with every round. */
function numbered(sorts: readonly (readonly [string, string])[]): Map<string, string> {
  const numbers = new Map<string, number>();
  return new Map(sorts.map(([id, sort]) => [id, `${entryOf(numbers, sort, () => numbers.size)}`]));
}

function bundleOf(group: readonly MapNode[]): MapNode {
  const [first] = group as readonly [MapNode];
  if (group.length === 1) return first;
  const { id, tier, kind, namespace, mark } = first;
  const members = group.map(({ name }) => name);
  return {
    id: `${id}+${group.length - 1}`,
    tier,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name: `${group.length} ${kind === 'Ingress' ? 'Ingresses' : kind === 'NetworkPolicy' ? 'NetworkPolicies' : `${kind}s`}`,
    facts: [listed(members, 3)],
    members,
    ...(mark === undefined ? {} : { mark }),
  };
}

function lineOf(group: readonly MapEdge[], names: ReadonlyMap<string, string>): MapEdge {
  const [first] = group as readonly [MapEdge];
  const from = names.get(first.from) ?? first.from;
  const to = names.get(first.to) ?? first.to;
  const labels = [...new Set(group.flatMap((edge) => edge.labels))];
  const counts: Partial<Record<Mark, number>> = {};
  for (const edge of group) {
    for (const [mark, count] of Object.entries(edge.counts) as [Mark, number][]) {
      counts[mark] = (counts[mark] ?? 0) + count;
    }
  }
  const mark = worstMark(group.flatMap((edge) => edge.mark ?? []));
  const probes = [...new Set(group.flatMap((edge) => edge.probes))];
  return { from, to, relation: first.relation, labels, counts, probes, ...(mark === undefined ? {} : { mark }) };
}

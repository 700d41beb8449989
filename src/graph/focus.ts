import { groupBy } from '../terms/maps';
import { nearest } from '../terms/nearest';
import { printable } from '../terms/printable';
import { listed } from '../terms/sentence';
import type { MapEdge, MapNode, NetworkMap, Tier } from './network-map';

/** Something that is looked for and stands on no map. */
export class FocusError extends Error {
  override readonly name = 'FocusError';

  constructor(wanted: string, meant: string | undefined, there: readonly string[]) {
    const remedy =
      there.length === 0
        ? 'the map is empty'
        : meant === undefined
          ? `name one of ${listed(there, 8)}`
          : `did you mean ${meant}?`;
    super(printable(`did not find ${wanted} on the map: ${remedy}`));
  }
}

/**
 * What stands around something, so many lines away. Those who are connected with everything (the outside, nodes, Pods that
 * ask) are shown, but nobody is looked for behind them.
 *
 * @param wanted `shop/api`, `api`, `Service/shop/api`
 * @throws FocusError when nothing is called so
 */
export function focused(map: NetworkMap, wanted: string, depth: number): NetworkMap {
  const called = map.nodes.filter((node) => isCalled(node, wanted));
  // Who asks is also called so, and connected with whatever it asks.
  const others = called.filter(({ tier }) => tier !== 'clients');
  const found = others.length > 0 ? others : called;
  if (found.length === 0) {
    const there = [...new Set(map.nodes.filter(({ tier }) => !HUBS.has(tier)).map(pathOf))];
    throw new FocusError(wanted, nearest(wanted, there), there);
  }
  const nodes = new Map(map.nodes.map((node) => [node.id, node]));
  const lines = groupBy(
    map.edges.flatMap(
      (edge) =>
        [
          [edge.from, edge.to],
          [edge.to, edge.from],
        ] as const,
    ),
    ([end]) => end,
  );
  const near = new Set(found.map(({ id }) => id));
  let border: readonly string[] = [...near];
  for (let step = 0; step < depth; step++) {
    const open = border.filter((id) => near.has(id) && (step === 0 || !isHub(nodes.get(id))));
    border = open.flatMap((id) => (lines.get(id) ?? []).map(([, other]) => other)).filter((id) => !near.has(id));
    for (const id of border) near.add(id);
  }
  return part(map, ({ id }) => near.has(id));
}

/** What does not work: whoever does not get what is declared, whom they ask, and what lies behind. */
export function failing(map: NetworkMap): NetworkMap {
  const broken = map.edges.filter(({ mark }) => mark === 'failed');
  const ends = new Set(broken.flatMap(({ from, to }) => [from, to]));
  const asked = new Set(broken.map(({ to }) => to));
  const lines = map.edges.filter(
    (edge) =>
      edge.mark === 'failed' || (edge.relation !== 'asks' && edge.relation !== 'runsOn' && asked.has(edge.from)),
  );
  for (const { to } of lines) ends.add(to);
  return { nodes: map.nodes.filter(({ id }) => ends.has(id)), edges: lines };
}

const HUBS: ReadonlySet<Tier> = new Set(['outside', 'clients', 'ground']);

function isHub(node: MapNode | undefined): boolean {
  return node !== undefined && HUBS.has(node.tier);
}

function isCalled(node: MapNode, wanted: string): boolean {
  return [node.name, pathOf(node), node.id].includes(wanted);
}

function pathOf({ namespace, name }: MapNode): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function part({ nodes, edges }: NetworkMap, isShown: (node: MapNode) => boolean): NetworkMap {
  const shown = nodes.filter(isShown);
  const ids = new Set(shown.map(({ id }) => id));
  return { nodes: shown, edges: edges.filter(({ from, to }: MapEdge) => ids.has(from) && ids.has(to)) };
}

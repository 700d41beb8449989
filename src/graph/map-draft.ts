import type { Mark } from '../probes/marks';
import { worstMark } from '../probes/marks';
import { entryOf, groupBy } from '../terms/maps';
import type { MapEdge, MapNode, NetworkMap, Relation, Tier } from './network-map';

/** An edge that is being drawn: probes and ports are added to it. */
export interface DraftEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
  readonly labels: Set<string>;
  readonly counts: Partial<Record<Mark, number>>;
  readonly probes: string[];
}

/** A map in the making: what is said twice stands on it once. */
export class MapDraft {
  private readonly nodes = new Map<string, MapNode>();
  private readonly edges = new Map<string, DraftEdge>();
  private readonly leaving = new Map<string, DraftEdge[]>();

  /** Puts something on the map; what is there already stays. */
  add(node: MapNode): void {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
  }

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  hasTier(tier: Tier): boolean {
    return [...this.nodes.values()].some((node) => node.tier === tier);
  }

  get(id: string): MapNode | undefined {
    return this.nodes.get(id);
  }

  /** Draws a line, or finds the one that is there. */
  connect(from: string, to: string, relation: Relation, labels: Iterable<string> = []): DraftEdge {
    const edge = entryOf(this.edges, JSON.stringify([from, to, relation]), () => {
      const made = { from, to, relation, labels: new Set<string>(), counts: {}, probes: [] };
      entryOf(this.leaving, from, () => []).push(made);
      return made;
    });
    for (const label of labels) edge.labels.add(label);
    return edge;
  }

  /** The lines that leave something. */
  from(id: string): readonly DraftEdge[] {
    return this.leaving.get(id) ?? [];
  }

  /** The map, without lines that end nowhere and Pods that nothing leads to. */
  finish(): NetworkMap {
    const edges = [...this.edges.values()].filter(({ from, to }) => this.has(from) && this.has(to));
    // What is asked of something is found at it; a policy has what it does to Pods.
    const judged = groupBy(
      edges.filter(({ relation }) => relation === 'asks' || relation === 'applies'),
      ({ from, to, relation }) => (relation === 'asks' ? to : from),
    );
    const connected = new Set(edges.flatMap(({ from, to, relation }) => (relation === 'runsOn' ? [] : [from, to])));
    const nodes = [...this.nodes.values()]
      .filter(({ id, tier }) => tier !== 'pods' || connected.has(id))
      .map((node) => withMark(node, worstMark((judged.get(node.id) ?? []).flatMap(({ counts }) => marksIn(counts)))));
    const kept = new Set(nodes.map(({ id }) => id));
    const lines = edges.filter(({ from, to }) => kept.has(from) && kept.has(to)).map(finished);
    const grounds = new Set(lines.map(({ to }) => to));
    return { nodes: nodes.filter(({ id, tier }) => tier !== 'ground' || grounds.has(id)), edges: lines };
  }
}

function withMark(node: MapNode, mark: Mark | undefined): MapNode {
  return mark === undefined ? node : { ...node, mark };
}

function finished({ labels, counts, ...edge }: DraftEdge): MapEdge {
  const marks = marksIn(counts);
  // Behind what is asked, a way that somebody got through is open.
  const isWay = edge.relation !== 'asks' && edge.relation !== 'applies';
  const mark = isWay && marks.includes('passed') ? 'passed' : worstMark(marks);
  return { ...edge, labels: [...labels], counts, ...(mark === undefined ? {} : { mark }) };
}

function marksIn(counts: Partial<Record<Mark, number>>): readonly Mark[] {
  return Object.keys(counts) as Mark[];
}

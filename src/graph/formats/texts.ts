import type { Mark } from '../../probes/marks';
import { MARKS } from '../../probes/marks';
import { groupBy } from '../../terms/maps';
import { listed } from '../../terms/sentence';
import type { MapEdge, MapNode, NetworkMap } from '../network-map';

/** What stands in namespaces, by their names, and what stands beside them. */
export function clustersOf({ nodes }: NetworkMap): {
  readonly beside: readonly MapNode[];
  readonly clusters: ReadonlyMap<string, readonly MapNode[]>;
} {
  return {
    beside: nodes.filter(({ namespace }) => namespace === undefined),
    clusters: groupBy(
      nodes.filter(({ namespace }) => namespace !== undefined),
      ({ namespace = '' }) => namespace,
    ),
  };
}

/** A node in two lines: what it is called, and what it is. */
export function linesOf({ name, kind, facts, mark }: MapNode): readonly string[] {
  const sign = mark === undefined || mark === 'passed' ? '' : `${MARKS[mark].sign} `;
  return [`${sign}${name}`, [kind, ...facts].join(' · ')];
}

/** The relations whose labels say what no node does. */
const SAYING: ReadonlySet<MapEdge['relation']> = new Set(['asks', 'routes', 'refuses']);

/** What stands at a line: ports, hosts and paths, and how it is not as declared. Which ports a Service has, its node says. */
export function edgeText({ relation, labels, mark }: MapEdge): string {
  const said = SAYING.has(relation) ? listed(labels, 3) : '';
  const sign = mark === undefined || mark === 'passed' ? '' : MARKS[mark].sign;
  return [sign, said].filter((part) => part !== '').join(' ');
}

/** The colours of marks that have one. */
export const COLOURS: Readonly<Partial<Record<Mark, string>>> = {
  passed: '#2f8f78',
  failed: '#c8441b',
  notRun: '#a8790a',
};

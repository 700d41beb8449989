import { append } from '../../terms/maps';
import { formatter } from '../../terms/printable';
import type { MapEdge, MapNode, NetworkMap } from '../network-map';
import { clustersOf, COLOURS, edgeText, linesOf } from './texts';

/** A map as a Mermaid flowchart, which forges and wikis draw. */
export const formatMermaid = formatter((map: NetworkMap) => {
  const names = new Map(map.nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodeLine = (node: MapNode) =>
    `${names.get(node.id) ?? ''}["${linesOf(node).map(escaped).join('<br/>')}"]${classOf(node)}`;
  const { beside, clusters } = clustersOf(map);
  return [
    'flowchart LR',
    ...beside.map((node) => `  ${nodeLine(node)}`),
    ...[...clusters].flatMap(([namespace, nodes], index) => [
      `  subgraph ns${index}["${escaped(namespace)}"]`,
      ...nodes.map((node) => `    ${nodeLine(node)}`),
      '  end',
    ]),
    ...map.edges.map((edge) => `  ${names.get(edge.from) ?? ''} ${arrowOf(edge)} ${names.get(edge.to) ?? ''}`),
    ...[...stylesOf(map.edges)].map(([style, indexes]) => `  linkStyle ${indexes.join(',')} ${style}`),
    ...Object.entries(CLASSES).map(([name, style]) => `  classDef ${name} ${style}`),
  ].join('\n');
});

function arrowOf(edge: MapEdge): string {
  const text = edgeText(edge);
  const arrow = edge.relation !== 'refuses' && (edge.mark === undefined || edge.mark === 'passed') ? '-->' : '-.->';
  return text === '' ? arrow : `${arrow}|"${escaped(text)}"|`;
}

/** Lines by their colours, as Mermaid wants them: by number. */
function stylesOf(edges: readonly MapEdge[]): ReadonlyMap<string, readonly number[]> {
  const styles = new Map<string, number[]>();
  for (const [index, { mark }] of edges.entries()) {
    const colour = mark === undefined ? undefined : COLOURS[mark];
    if (colour !== undefined) append(styles, `stroke:${colour}`, index);
  }
  return styles;
}

const CLASSES = { failed: 'stroke:#c8441b,stroke-width:2px', problem: 'stroke-dasharray:5 3' };

function classOf({ mark, problem }: MapNode): string {
  if (mark === 'failed') return ':::failed';
  return problem === undefined ? '' : ':::problem';
}

/** In a quoted text of Mermaid, what is not a letter of a name may be read as HTML, Markdown or the end of the text. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ./,:()→·✗?○–✓*_-]/gu, (found) => `#${found.codePointAt(0) ?? 0};`);
}

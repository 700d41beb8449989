import { formatter } from '../../terms/printable';
import type { MapEdge, MapNode, NetworkMap } from '../network-map';
import { clustersOf, COLOURS, edgeText, linesOf } from './texts';

/** A map in the language of Graphviz. */
export const formatDot = formatter((map: NetworkMap) => {
  const { beside, clusters } = clustersOf(map);
  return [
    'digraph network {',
    '  rankdir=LR; fontname="sans-serif"; node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10]',
    ...beside.map((node) => `  ${nodeLine(node)}`),
    ...[...clusters].flatMap(([namespace, nodes], index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quoted(namespace)}`,
      ...nodes.map((node) => `    ${nodeLine(node)}`),
      '  }',
    ]),
    ...map.edges.map(edgeLine),
    '}',
  ].join('\n');
});

function nodeLine(node: MapNode): string {
  const label = linesOf(node).map(quoted).join(' + "\\n" + ');
  const colour = node.mark === undefined ? undefined : COLOURS[node.mark];
  return `${quoted(node.id)} [label=${label}${colour === undefined ? '' : `, color=${quoted(colour)}`}]`;
}

function edgeLine(edge: MapEdge): string {
  const colour = edge.mark === undefined ? undefined : COLOURS[edge.mark];
  const attributes = [
    `label=${quoted(edgeText(edge))}`,
    ...(colour === undefined ? [] : [`color=${quoted(colour)}`]),
    ...(edge.mark === 'failed' || edge.relation === 'applies' || edge.relation === 'refuses' ? ['style=dashed'] : []),
  ];
  return `  ${quoted(edge.from)} -> ${quoted(edge.to)} [${attributes.join(', ')}]`;
}

/** Quoted, a text of DOT has escapes, and HTML entities mean characters. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;')}"`;
}

import { proxyRules } from '../../../src/dataplane/listings/proxy-rules';
import type { CurrentProxyMode } from '../../../src/terms/proxy-mode';
import { clusterOf } from '../support';

/** The rules of a node for the Service `shop/web`, by the last word of the command that shows them; with placeholders. */
export function rulesOf(
  yaml: string,
  mode: CurrentProxyMode,
  nodeName = 'worker',
): ReadonlyMap<string, readonly string[]> {
  const cluster = clusterOf(yaml, { proxyMode: mode });
  const node = cluster.nodes.get(nodeName);
  const web = cluster.services.get('shop/web');
  if (node === undefined || web === undefined) throw new Error('no node, or no Service shop/web');
  return new Map(
    proxyRules(cluster.dataplane, mode, node, [web]).map(({ command, lines }) => [
      command,
      lines.map((line) => cluster.abbreviate(line)),
    ]),
  );
}

/** Lines that match. */
export function grep(lines: readonly string[] | undefined, pattern: RegExp): readonly string[] {
  return (lines ?? []).filter((line) => pattern.test(line));
}

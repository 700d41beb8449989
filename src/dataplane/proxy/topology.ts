import type { ClusterNode } from '../node';
import type { ProxyEndpoint } from './proxy-endpoint';

/**
 * The ready endpoints that are meant for a node: by node if every one has node hints and one of them names this node,
 * else by zone in the same way, else all (`availableForTopology` in pkg/proxy/topology.go). Never empties a list.
 */
export function nearEndpoints(ready: readonly ProxyEndpoint[], node: ClusterNode): readonly ProxyEndpoint[] {
  const { name, zone } = node;
  return hinted(ready, ({ forNodes }) => forNodes, name) ?? hinted(ready, ({ forZones }) => forZones, zone) ?? ready;
}

function hinted(
  ready: readonly ProxyEndpoint[],
  hintsOf: (endpoint: ProxyEndpoint) => readonly string[] | undefined,
  here: string | undefined,
): readonly ProxyEndpoint[] | undefined {
  if (here === undefined || !ready.every((endpoint) => hintsOf(endpoint) !== undefined)) return undefined;
  const near = ready.filter((endpoint) => hintsOf(endpoint)?.includes(here) === true);
  return near.length > 0 ? near : undefined;
}

import { sift } from '../conformance/accepted';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { clusterFor } from '../explain/cluster-for';
import { predictedMap } from '../graph/map-network';
import type { NetworkMap } from '../graph/network-map';
import { checkPage } from '../report/check-page';
import { formatPage } from '../report/format-page';
import type { CheckOptions } from '../rules/check-options';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import type { Printable } from '../terms/printable';
import type { Input } from './input/input';

/**
 * The page of `check`: findings, and the map of what can be deployed together.
 *
 * @param found all that was found, of which `shown` may be a part
 */
export function formatCheckPage(
  input: Input,
  found: readonly Diagnostic[],
  shown: readonly Diagnostic[],
  options: CheckOptions,
): Printable {
  return formatPage(checkPage(shown, input.manifests.length, mapOf(input, found, options)));
}

/** Undefined: there are alternatives, and so there is no map that holds all. */
function mapOf(
  { clash, deployments: [first], manifests, intents }: Input,
  found: readonly Diagnostic[],
  options: CheckOptions,
): NetworkMap | undefined {
  if (clash !== undefined) return undefined;
  const { namespace, external, serviceClusterIPRange, serviceNodePortRange } = options;
  const { accepted } = sift(first ?? manifests, found, namespace ?? CLUSTER_DEFAULTS.namespace);
  const cluster = withoutUndefined({ namespace, external, serviceClusterIPRange, serviceNodePortRange });
  const network = clusterFor(accepted, cluster);
  return predictedMap(network, intents);
}

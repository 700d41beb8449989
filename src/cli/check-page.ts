import { sift } from '../conformance/accepted';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { clusterFor } from '../explain/cluster-for';
import { mapNetwork } from '../graph/map-network';
import type { NetworkMap } from '../graph/network-map';
import { predictedRun } from '../graph/run';
import { checkPage } from '../report/check-page';
import { formatPage } from '../report/format-page';
import type { CheckOptions } from '../rules/check-options';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import type { Printable } from '../terms/printable';
import type { Input } from './input/input';

/** The page of `check`: findings, and the map of what can be deployed together. */
export function formatCheckPage(input: Input, findings: readonly Diagnostic[], options: CheckOptions): Printable {
  return formatPage(checkPage(findings, input.manifests.length, mapOf(input, findings, options)));
}

/** Undefined: there are alternatives, and so there is no map that holds all. */
function mapOf(
  { clash, deployments: [first], manifests, intents }: Input,
  findings: readonly Diagnostic[],
  options: CheckOptions,
): NetworkMap | undefined {
  if (clash !== undefined) return undefined;
  const { namespace, external, serviceClusterIPRange, serviceNodePortRange } = options;
  const { accepted } = sift(first ?? manifests, findings, namespace ?? CLUSTER_DEFAULTS.namespace);
  const cluster = withoutUndefined({ namespace, external, serviceClusterIPRange, serviceNodePortRange });
  const network = clusterFor(accepted, cluster);
  return mapNetwork(network, predictedRun(network, intents));
}

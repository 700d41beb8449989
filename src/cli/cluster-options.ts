import type { Command } from 'commander';
import { Option } from 'commander';
import { clusterRanges } from '../dataplane/cluster-ranges';
import type { GatewayChannel } from '../model/schema/custom/gateway-definitions';
import type { ClusterOptions } from '../rules/cluster-options';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import type { ClusterIPFamily } from '../terms/ip-families';
import { CLUSTER_IP_FAMILIES } from '../terms/ip-families';
import { listOption } from './list-option';
import { UsageError } from './usage-error';

/** What the flags of {@link addClusterOptions} leave behind. */
export interface ClusterFlags {
  readonly kubernetesVersion: string;
  readonly namespace?: string;
  readonly serviceClusterIpRange?: readonly string[];
  readonly serviceNodePortRange: string;
  readonly gatewayApi?: string;
  readonly gatewayChannel?: GatewayChannel;
  /** Only of commands that have {@link ipFamilyOption}. */
  readonly ipFamily?: ClusterIPFamily;
}

/** The flag that says which IP families the cluster has. */
export function ipFamilyOption(): Option {
  return new Option(
    '--ip-family <family>',
    'IP families of the cluster; dual6: IPv6 first (default: those of --service-cluster-ip-range, or what the input asks for)',
  ).choices(Object.keys(CLUSTER_IP_FAMILIES));
}

/** Adds the flags that describe the cluster which the manifests are meant for. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--kubernetes-version <version>', 'minor version of the cluster, 1.31 to 1.37', '1.34')
    .option('--namespace <name>', 'namespace of objects that name none (default: default)')
    .addOption(
      listOption(
        '--service-cluster-ip-range <cidr>',
        'addresses of Services, one CIDR for each IP family (default: 10.96.0.0/16, or what the input asks for)',
      ),
    )
    .option('--service-node-port-range <range>', 'node ports of Services', CLUSTER_DEFAULTS.serviceNodePortRange)
    .option('--gateway-api <version>', 'version of the CRDs of Gateway API, 1.4 to 1.7 (default: 1.7)')
    .addOption(
      new Option('--gateway-channel <channel>', 'channel of the CRDs of Gateway API (default: standard)').choices([
        'standard',
        'experimental',
      ]),
    );
}

/** The options that the flags stand for; what was left out is left out. */
export function clusterOptions(flags: ClusterFlags): Partial<ClusterOptions> {
  const { kubernetesVersion, namespace, serviceNodePortRange } = flags;
  const { gatewayApi: version, gatewayChannel: channel } = flags;
  const gatewayApi =
    version === undefined && channel === undefined ? undefined : withoutUndefined({ version, channel });
  return withoutUndefined({
    gatewayApi,
    kubernetesVersion,
    serviceNodePortRange,
    namespace,
    serviceClusterIPRange: serviceRangesOf(flags),
  });
}

/** The families of a cluster are those of its Service ranges, the first one the default. */
function serviceRangesOf({ ipFamily, serviceClusterIpRange }: ClusterFlags): readonly string[] | undefined {
  if (ipFamily === undefined) return serviceClusterIpRange;
  try {
    return clusterRanges(withoutUndefined({ ipFamily, serviceClusterIPRange: serviceClusterIpRange }))
      .serviceClusterIPRange;
  } catch (error) {
    throw new UsageError(`--ip-family ${ipFamily}: ${(error as Error).message}`);
  }
}

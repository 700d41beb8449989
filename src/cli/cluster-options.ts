import type { Command } from 'commander';
import type { ClusterOptions } from '../rules/cluster-options';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import { listOption } from './list-option';

/** What the flags of {@link addClusterOptions} leave behind. */
export interface ClusterFlags {
  readonly kubernetesVersion: string;
  readonly namespace?: string;
  readonly serviceClusterIpRange?: readonly string[];
  readonly serviceNodePortRange: string;
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
    .option('--service-node-port-range <range>', 'node ports of Services', CLUSTER_DEFAULTS.serviceNodePortRange);
}

/** The options that the flags stand for; what was left out is left out. */
export function clusterOptions(flags: ClusterFlags): Partial<ClusterOptions> {
  const { kubernetesVersion, namespace, serviceClusterIpRange, serviceNodePortRange } = flags;
  return withoutUndefined({
    kubernetesVersion,
    serviceNodePortRange,
    namespace,
    serviceClusterIPRange: serviceClusterIpRange,
  });
}

import type { Command } from 'commander';
import { Option } from 'commander';
import { DEFAULT_NODES } from '../dataplane/cluster-config';
import type { EmbeddedTargetOptions } from '../targets/embedded/embedded-target';
import { EmbeddedTarget } from '../targets/embedded/embedded-target';
import { KindTarget } from '../targets/kind/kind-target';
import { KubeconfigTarget } from '../targets/kubeconfig/kubeconfig-target';
import type { Target } from '../targets/target';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { ClusterIPFamily } from '../terms/ip-families';
import type { PolicyProfile } from '../terms/policy-profile';
import type { CurrentProxyMode, ProxyMode } from '../terms/proxy-mode';
import { CURRENT_PROXY_MODES, PROXY_MODES } from '../terms/proxy-mode';
import { listOption } from './list-option';
import { policyOption } from './policy-option';
import { UsageError } from './usage-error';

/** What `verify` is told about where to deploy to. */
export interface TargetOptions {
  readonly target: 'embedded' | 'kind' | 'kubeconfig';
  readonly proxyMode: ProxyMode | 'all';
  readonly networkPolicies?: PolicyProfile;
  readonly cluster?: string;
  readonly keep?: boolean;
  readonly workers?: number;
  readonly image?: string;
  readonly with?: readonly string[];
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespacePrefix?: string;
  readonly allowClusterScoped?: boolean;
  readonly attach?: boolean;
  readonly realImages?: boolean;
  readonly compare?: 'embedded';
  readonly ipFamily?: ClusterIPFamily;
}

/** Adds the options that say where to deploy to. */
export function addTargetOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--target <target>', 'where to deploy to')
        .choices(['embedded', 'kind', 'kubeconfig'])
        .default('embedded'),
    )
    .addOption(
      new Option(
        '--proxy-mode <mode>',
        'how kube-proxy works; all: one mode after the other; userspace, gone since 1.26: embedded only',
      )
        .choices([...PROXY_MODES, 'all'])
        .default('iptables'),
    )
    .addOption(policyOption())
    .option('--cluster <name>', 'kind: a cluster to use; created when there is none of that name')
    .option('--keep', 'kind: leave the cluster that was created')
    .option('--workers <count>', 'kind: worker nodes of a new cluster (2)', wholeNumber)
    .option('--image <image>', 'kind: node image of a new cluster')
    .addOption(
      listOption('--with <file>', 'kind: manifests to install first, such as a load balancer or an Ingress controller'),
    )
    .option('--kubeconfig <file>', 'kubeconfig: the file to use in place of KUBECONFIG')
    .option('--context <name>', 'kubeconfig: the context to use in place of the current one')
    .option('--namespace-prefix <prefix>', 'kubeconfig: stands before the names of namespaces; default: one of its own')
    .option('--allow-cluster-scoped', 'kubeconfig: objects that belong to no namespace may be created')
    .option('--attach', 'probe what is deployed already: nothing is applied but Pods to probe from')
    .option('--real-images', 'run the images of the containers in place of stand-ins')
    .addOption(
      new Option('--compare <target>', 'ask this target too, and show where it differs').choices(['embedded']),
    );
}

/** A target for each proxy mode that was asked for, in the order of {@link CURRENT_PROXY_MODES}. Throws a UsageError for options that do not go together. */
export function targetsOf(
  options: TargetOptions,
  cluster: SimulatedCluster,
  warn: (sentence: string) => void,
): readonly Target[] {
  refuseForeign(options);
  const { namespace = CLUSTER_DEFAULTS.namespace } = cluster;
  if (options.target === 'kubeconfig') return [new KubeconfigTarget({ ...clusterOptions(options), namespace, warn })];
  const { proxyMode: mode } = options;
  if (options.target === 'embedded') {
    const modes = mode === 'all' ? CURRENT_PROXY_MODES : [mode];
    return modes.map((proxyMode) => embedded({ ...options, proxyMode }, cluster));
  }
  const modes = mode === 'all' ? CURRENT_PROXY_MODES : [mode].filter(isCurrent);
  return modes.map((proxyMode) => new KindTarget({ ...clusterOptions(options), proxyMode, namespace, warn }));
}

function isCurrent(mode: ProxyMode): mode is CurrentProxyMode {
  return CURRENT_PROXY_MODES.some((current) => current === mode);
}

/** What flags say of the cluster that the embedded target stands in for. */
export type SimulatedCluster = Pick<
  EmbeddedTargetOptions,
  'namespace' | 'serviceClusterIPRange' | 'serviceNodePortRange'
>;

/**
 * The embedded target, or the one to compare with.
 *
 * @param names nodes of the other one, which are its nodes as well
 */
export function embedded(
  { target, proxyMode, networkPolicies = target === 'kind' ? 'kind' : 'spec' }: TargetOptions,
  cluster: SimulatedCluster,
  names: readonly string[] = DEFAULT_NODES.map(({ name }) => name),
): Target {
  const nodes = names.map((name) => DEFAULT_NODES.find((node) => node.name === name) ?? { name });
  const mode = proxyMode === 'all' ? 'iptables' : proxyMode;
  return new EmbeddedTarget({ ...cluster, nodes, networkPolicies, proxyMode: mode });
}

const OF_KIND = ['cluster', 'keep', 'workers', 'image', 'with'] as const;
const OF_KUBECONFIG = ['kubeconfig', 'context', 'allowClusterScoped'] as const;
const OF_SIMULATIONS = ['networkPolicies'] as const;
const OF_CLUSTERS = ['namespacePrefix', 'attach', 'realImages', 'compare'] as const;

function refuseForeign(options: TargetOptions): void {
  const { target, proxyMode, cluster, ipFamily } = options;
  const foreign = [
    ...(target === 'kind' ? [] : OF_KIND),
    ...(target === 'kubeconfig' ? [] : OF_KUBECONFIG),
    ...(target === 'embedded' ? OF_CLUSTERS : options.compare === undefined ? OF_SIMULATIONS : []),
  ].find((name) => options[name] !== undefined);
  if (foreign !== undefined) {
    throw new UsageError(
      `--${dashed(foreign)} has no meaning for --target ${target}: choose another target, or leave it out`,
    );
  }
  if (proxyMode === 'userspace' && target !== 'embedded') {
    throw new UsageError('--proxy-mode userspace: Kubernetes has not had it since 1.26; use --target embedded');
  }
  if (ipFamily !== undefined && target === 'kubeconfig') {
    throw new UsageError('--ip-family: a cluster that is there tells its IP families; leave it out');
  }
  if (proxyMode === 'all' && target === 'kubeconfig') {
    throw new UsageError('--proxy-mode all: a cluster that is there has one mode; use --target kind or embedded');
  }
  if (proxyMode === 'all' && cluster !== undefined) {
    throw new UsageError('--proxy-mode all needs a cluster for each mode: leave out --cluster');
  }
}

function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function clusterOptions(
  options: TargetOptions,
): Omit<TargetOptions, 'target' | 'proxyMode' | 'networkPolicies' | 'compare'> {
  const { target: _, proxyMode: __, compare: ___, networkPolicies: ____, ...rest } = options;
  return rest;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 50) {
    throw new UsageError(`--workers ${text}: expected a whole number from 0 to 50`);
  }
  return number;
}

import type { CheckOptions } from '../rules/check-options';
import type { Rule } from '../rules/rule';
import type { CurrentProxyMode } from '../terms/proxy-mode';

/**
 * What `cdk8s-net.config.ts` exports by default, and `cdk8s-net.config.yaml` holds: what every command, the plugin of
 * cdk8s-cli, the matchers and the constructs know of a repository. What is given to one of them comes in place of it; lists
 * and severities add to it.
 */
export interface Config extends Omit<CheckOptions, 'crds' | 'rules'> {
  /**
   * Rules of one's own, or paths of modules whose default exports are lists of them, from the folder of the configuration.
   * Default: none.
   */
  readonly rules?: readonly (Rule | string)[];
  /** Files with the CustomResourceDefinitions that the cluster has, from the folder of the configuration. Default: none. */
  readonly crds?: readonly string[];
  /** How kube-proxy works, for `verify` and `explain`. Default: `iptables`. */
  readonly proxyMode?: CurrentProxyMode;
  /** Lowest severity that fails `check` and `cdk8s synth`. Default: `error`. */
  readonly failOn?: 'error' | 'warning';
  /** File of findings that `check` leaves out because they were there before, from the folder of the configuration. Default: none. */
  readonly baseline?: string;
  /** Files of intents that `verify` proves beside those of the input, from the folder of the configuration. Default: none. */
  readonly intents?: readonly string[];
  /** What is left out of folders, as in a `.gitignore` beside the configuration. Default: nothing. */
  readonly ignore?: readonly string[];
  /** Files of values for every Helm chart in folders, from the folder of the configuration. Default: none. */
  readonly helmValues?: readonly string[];
}

/**
 * The configuration, as it is; `cdk8s-net.config.ts` calls it to have it typed.
 *
 * ```ts
 * export default defineConfig({ kubernetesVersion: '1.33', external: ['IngressClass/nginx'] });
 * ```
 */
export function defineConfig(config: Config): Config {
  return config;
}

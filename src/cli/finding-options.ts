import type { Command } from 'commander';
import { Option } from 'commander';
import { RULES } from '../rules/all';
import { type CheckOptions, resolveCheckOptions } from '../rules/check-options';
import type { ClusterFeature } from '../rules/cluster-options';
import { loadRules } from '../rules/load-rules';
import type { Rule } from '../rules/rule';
import { nearest } from '../terms/nearest';
import { OptionsError } from '../terms/options-error';
import type { ConfiguredFlags } from './configuration';
import { UsageError } from './usage-error';

/** What says which rules there are beside those of this package. */
export interface RulesFlags extends ConfiguredFlags {
  readonly rules: readonly string[];
}

/** What the flags of {@link addFindingOptions} leave behind. */
export interface FindingFlags extends RulesFlags {
  readonly acknowledge: readonly string[];
  readonly severity: readonly string[];
  readonly external: readonly string[];
  readonly provides: readonly string[];
}

/** Adds the flags that say what to make of findings. Each can be given several times. */
export function addFindingOptions(command: Command): Command {
  return command
    .addOption(
      repeated('--acknowledge <rule=reason>', 'accept findings: rule=reason, or rule@Kind/namespace/name=reason'),
    )
    .addOption(repeated('--severity <rule=severity>', 'judge otherwise: rule=error, warning, info or off'))
    .addOption(externalOption())
    .addOption(repeated('--provides <feature>', 'what was installed in the cluster: loadbalancer'))
    .addOption(ownRulesOption());
}

/** The flag that names modules with rules of users. */
export function ownRulesOption(): Option {
  return repeated('--rules <module>', 'a module whose default export is a list of rules of your own');
}

/** The flag that names what exists although the input does not hold it. */
export function externalOption(): Option {
  return repeated('--external <object>', 'what exists elsewhere: Service/shop/x, Pod/shop?app=x, IngressClass/nginx');
}

/**
 * Options that can be used.
 *
 * @throws UsageError that names the flag
 */
export function checkedOptions(options: CheckOptions): CheckOptions {
  try {
    resolveCheckOptions(options);
    return options;
  } catch (error) {
    throw error instanceof OptionsError ? new UsageError(inFlags(error)) : error;
  }
}

/**
 * The rules of users, of the configuration and of modules.
 *
 * @throws UsageError for what is no rule
 */
export async function ownRules({ rules: files, configured }: RulesFlags): Promise<readonly Rule[]> {
  try {
    const rules = [...(configured?.options.rules ?? []), ...(await loadRules(files))];
    resolveCheckOptions({ rules });
    return rules;
  } catch (error) {
    throw error instanceof OptionsError ? new UsageError(inFlags(error)) : error;
  }
}

/**
 * The options of `checkManifests` that the flags stand for.
 *
 * @param more options that come from other flags
 * @throws UsageError that names the flag
 */
export async function findingOptions(flags: FindingFlags, more: CheckOptions): Promise<CheckOptions> {
  const { acknowledge, severity, external, provides, configured } = flags;
  const { acknowledge: accepted = [], severities = {}, crds: defined = [] } = configured?.options ?? {};
  const crds = [...defined, ...(more.crds ?? [])];
  // What is wrong with them is said before what refers to them.
  const rules = await ownRules(flags);
  const ids = [...RULES, ...rules].map(({ id }) => id);
  return checkedOptions({
    ...more,
    ...(crds.length === 0 ? {} : { crds }),
    rules,
    external,
    ...(provides.length === 0 ? {} : { provides: provides.map(readFeature) }),
    acknowledge: [...accepted, ...acknowledge.map((given) => readAcknowledgement(given, ids))],
    severities: { ...severities, ...Object.fromEntries(severity.map((given) => readSeverity(given, ids))) },
  });
}

export function repeated(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((value: string, all: readonly string[]) => [...all, value])
    .default([], 'none');
}

function readAcknowledgement(given: string, ids: readonly string[]) {
  const {
    rule = '',
    object,
    reason = '',
  } = /^(?<rule>[^=@]+)(?:@(?<object>[^=]+))?=(?<reason>.*)$/s.exec(given)?.groups ?? {};
  if (reason.trim() === '') {
    throw new UsageError(`--acknowledge ${given}: expected RULE=REASON, or RULE@Kind/namespace/name=REASON`);
  }
  return { rule: knownRule('--acknowledge', rule, ids), reason, ...(object === undefined ? {} : { object }) };
}

function readSeverity(given: string, ids: readonly string[]): readonly [string, 'error' | 'warning' | 'info' | 'off'] {
  const [, rule = '', severity] = /^([^=]+)=(error|warning|info|off)$/.exec(given) ?? [];
  if (severity === undefined) throw new UsageError(`--severity ${given}: expected RULE=error, warning, info or off`);
  return [knownRule('--severity', rule, ids), severity as 'off'];
}

function readFeature(given: string): ClusterFeature {
  if (given === 'loadbalancer') return given;
  throw new UsageError(`--provides ${given}: expected loadbalancer`);
}

function knownRule(flag: string, id: string, ids: readonly string[]): string {
  if (ids.includes(id)) return id;
  const meant = nearest(id, ids, ids.length);
  const hint = meant === undefined ? 'take the id that a finding carries' : `did you mean ${meant}?`;
  throw new UsageError(`${flag} ${id}: there is no such rule; ${hint}`);
}

/** An error about an option, in terms of the command line. */
function inFlags({ option, value, bound, remedy }: OptionsError): string {
  const [, name = option, key = ''] = /^([\w.]+)(?:\[([^\]]+)\])?/.exec(option) ?? [];
  const given =
    name === 'severities' ? `${key}=${String(value)}` : typeof value === 'string' ? value : JSON.stringify(value);
  return `${FLAGS[name] ?? name} ${given}: ${bound}; ${remedy}`;
}

const FLAGS: Readonly<Record<string, string>> = {
  acknowledge: '--acknowledge',
  severities: '--severity',
  external: '--external',
  provides: '--provides',
  rules: '--rules',
  kubernetesVersion: '--kubernetes-version',
  namespace: '--namespace',
  serviceClusterIPRange: '--service-cluster-ip-range',
  serviceNodePortRange: '--service-node-port-range',
  'gatewayApi.version': '--gateway-api',
  'gatewayApi.channel': '--gateway-channel',
  crds: '--crds',
};

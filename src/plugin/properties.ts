import { isObject } from '../terms/json';
import { type CheckOptions, resolveCheckOptions } from '../rules/check-options';
import { OptionsError } from '../terms/options-error';
import { nearest } from '../terms/nearest';

/** What `properties:` of the plugin in `cdk8s.yaml` can say. */
export interface PluginProperties extends Omit<CheckOptions, 'rules'> {
  /** Paths of modules whose default exports are lists of rules of one's own. Default: none. */
  readonly rules?: readonly string[];
  /** Lowest severity that fails `cdk8s synth`. Default: `error`. */
  readonly failOn?: 'error' | 'warning';
}

const NAMES: readonly (keyof PluginProperties)[] = [
  'acknowledge',
  'external',
  'failOn',
  'kubernetesVersion',
  'namespace',
  'provides',
  'rules',
  'serviceClusterIPRange',
  'serviceNodePortRange',
  'severities',
];

/**
 * The properties, once each of them is known to be usable.
 *
 * @throws OptionsError for a property that there is not, and for a value that it cannot have
 */
export function readProperties(properties: unknown): PluginProperties {
  if (!isObject(properties)) {
    throw new OptionsError('properties', properties, 'is not a mapping', 'give names and values, or leave it out');
  }
  for (const name of Object.keys(properties)) checkName(name, properties[name]);
  const { failOn, acknowledge, severities, rules, kubernetesVersion } = properties;
  if (failOn !== undefined && failOn !== 'error' && failOn !== 'warning') {
    throw new OptionsError('failOn', failOn, 'is not a severity that can fail', 'choose error or warning');
  }
  if (acknowledge !== undefined && !Array.isArray(acknowledge)) {
    throw new OptionsError('acknowledge', acknowledge, 'is not a list', 'list entries of { rule, reason, object? }');
  }
  if (severities !== undefined && !isObject(severities)) {
    throw new OptionsError('severities', severities, 'is not a mapping', 'give rule ids and severities');
  }
  if (rules !== undefined && !(Array.isArray(rules) && rules.every((file) => typeof file === 'string'))) {
    throw new OptionsError('rules', rules, 'is not a list of paths', 'list modules, like [./rules.js]');
  }
  if (typeof kubernetesVersion === 'number') {
    const remedy = `write it in quotes: kubernetesVersion: '${kubernetesVersion}'`;
    throw new OptionsError('kubernetesVersion', kubernetesVersion, 'is a number to YAML', remedy);
  }
  const { failOn: _, rules: __, ...options } = properties;
  // What refers to rules of one's own is judged once they are loaded.
  if (rules === undefined) resolveCheckOptions(options);
  return properties;
}

function checkName(name: string, value: unknown): void {
  if (NAMES.some((each) => each === name)) return;
  const meant = nearest(name, NAMES);
  const remedy = meant === undefined ? `there are ${NAMES.join(', ')}` : `did you mean ${meant}?`;
  throw new OptionsError(name, value, 'is for a property that there is not', remedy);
}

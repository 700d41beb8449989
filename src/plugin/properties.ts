import type { Config } from '../config/config';
import { CONFIG_SCHEMA } from '../config/schema';
import { type CheckOptions, resolveCheckOptions } from '../rules/check-options';
import { isObject } from '../terms/json';
import { problemIn } from '../terms/json-schema';
import { OptionsError } from '../terms/options-error';

/** What `properties:` of the plugin in `cdk8s.yaml` can say. */
export interface PluginProperties extends Omit<CheckOptions, 'crds' | 'rules'> {
  /** Paths of modules whose default exports are lists of rules of one's own. Default: none. */
  readonly rules?: readonly string[];
  /** Lowest severity that fails `cdk8s synth`. Default: `error`. */
  readonly failOn?: 'error' | 'warning';
}

/**
 * The properties, once each of them is known to be usable.
 *
 * @throws OptionsError for a property that there is not, and for a value that it cannot have
 */
export function readProperties(given: unknown): PluginProperties {
  if (!isObject(given)) {
    throw new OptionsError('properties', given, 'is not a mapping', 'give names and values, or leave it out');
  }
  const problem = problemIn(given, SCHEMA);
  if (problem !== undefined) throw new OptionsError(problem.path, problem.value, problem.bound, problem.remedy);
  const properties: PluginProperties = given;
  const { failOn: _, rules, ...options } = properties;
  // What refers to rules of one's own is judged once they are loaded.
  if (rules === undefined) resolveCheckOptions(options);
  return properties;
}

/** The plugin ignores what a configuration says of files and commands. */
const OF_COMMANDS: readonly string[] = [
  'baseline',
  'crds',
  'helmValues',
  'ignore',
  'intents',
  'proxyMode',
  '$schema',
] satisfies (Exclude<keyof Config, keyof PluginProperties> | '$schema')[];

const SCHEMA = {
  ...CONFIG_SCHEMA,
  properties: Object.fromEntries(
    Object.entries(CONFIG_SCHEMA.properties ?? {}).filter(([name]) => !OF_COMMANDS.includes(name)),
  ),
};

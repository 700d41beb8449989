import { dirname, resolve } from 'node:path';
import type { Manifest } from '../model/manifest';
import { parseManifests } from '../model/parse-manifests';
import { noteShared } from '../rules/acknowledgement';
import type { CheckOptions } from '../rules/check-options';
import { resolveCheckOptions } from '../rules/check-options';
import type { Rule } from '../rules/rule';
import { isSpecial, readRegularFile } from '../runtime/regular-file';
import { withoutUndefined } from '../terms/cluster-defaults';
import { problemIn } from '../terms/json-schema';
import { OptionsError } from '../terms/options-error';
import type { Config } from './config';
import { ConfigError } from './config-error';
import { findConfig, isTrusted } from './find-config';
import type { ConfigSource } from './read-config';
import { calledFrom, exportedBy, readConfig } from './read-config';
import { CONFIG_SCHEMA } from './schema';

/** The configuration of a repository, once it is known to be usable. */
export interface Configuration {
  /** Absolute path of the folder that its paths are relative to. */
  readonly folder: string;
  readonly config: Config;
  /** What of it `checkManifests` takes, the rules loaded. */
  readonly options: CheckOptions;
}

/**
 * The configuration for some inputs: `cdk8s-net.config.*` in the folder that holds them all, in one above it up to the root of
 * the repository, or around the working directory. Undefined if there is none.
 *
 * @param inputs files and folders; none: what is in the working directory
 * @throws ConfigError for one that cannot be used
 */
export function configurationFor(inputs: readonly string[] = []): Configuration | undefined {
  const file = findConfig(inputs);
  return file === undefined ? undefined : loadConfiguration(file, isTrusted(dirname(file)));
}

/**
 * The configuration in a file that somebody named.
 *
 * @param isTrusted whether its code may be run
 * @throws ConfigError for one that cannot be used
 */
export function loadConfiguration(file: string, isTrusted = true): Configuration {
  const path = resolve(file);
  const runsCode = !/\.(json|ya?ml)$/.test(path);
  if (runsCode && !isTrusted) throw untrusted(path, '');
  const source = readConfig(path);
  const config = checked(source);
  if (!isTrusted && config.rules !== undefined) throw untrusted(path, 'rules');
  const folder = dirname(path);
  refuseSpecial(config, source, folder);
  const options = {
    ...checkOptionsIn(config),
    ...loadedRules(config, source, folder),
    ...loadedCrds(config, source, folder),
  };
  used(() => resolveCheckOptions(options), source);
  for (const [index, entry] of (config.acknowledge ?? []).entries()) {
    noteShared(entry, { line: 1, column: 1, ...source.placeOf(`acknowledge[${index}]`) });
  }
  return { folder, config, options };
}

/** Files that somebody else names are regular ones; those that are named in a command may be pipes. */
function refuseSpecial(
  { baseline, helmValues = [], intents = [] }: Config,
  source: ConfigSource,
  folder: string,
): void {
  const entries = [
    ...(baseline === undefined ? [] : [['baseline', baseline] as const]),
    ...helmValues.map((file, index) => [`helmValues[${index}]`, file] as const),
    ...intents.map((file, index) => [`intents[${index}]`, file] as const),
  ];
  for (const [path, file] of entries) {
    if (!isSpecial(resolve(folder, file))) continue;
    throw new ConfigError(source.placeOf(path), path, `${JSON.stringify(file)} is not a regular file`, 'name a file');
  }
}

/**
 * Options that were given for one input, with those that hold for all: lists add to each other, severities as well, and
 * whatever else is given comes in place of what the configuration says.
 */
export function mergeOptions(shared: CheckOptions, given: CheckOptions): CheckOptions {
  const lists = LISTS.map((name) => {
    const parts: readonly (readonly unknown[])[] = [shared[name], given[name]].filter((list) => list !== undefined);
    return [name, parts.length === 0 ? undefined : parts.flat()] as const;
  });
  const isWeighed = shared.severities !== undefined || given.severities !== undefined;
  return withoutUndefined({
    ...shared,
    ...withoutUndefined(given),
    ...Object.fromEntries(lists),
    severities: isWeighed ? { ...shared.severities, ...given.severities } : undefined,
  });
}

const LISTS = ['acknowledge', 'crds', 'external', 'provides', 'rules'] as const;

function checked(source: ConfigSource): Config {
  const problem = problemIn(source.value, CONFIG_SCHEMA);
  if (problem === undefined) return source.value as Config;
  const { path, value, bound, remedy } = problem;
  throw new ConfigError(source.placeOf(path), path, sayOf(value, bound), remedy);
}

function checkOptionsIn(config: Config): CheckOptions {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !Object.hasOwn(OF_OTHERS, name)));
}

/** What `checkManifests` does not take, or not as it stands here. */
const OF_OTHERS: Readonly<Record<Exclude<keyof Config, keyof CheckOptions> | 'crds' | 'rules' | '$schema', true>> = {
  $schema: true,
  baseline: true,
  crds: true,
  failOn: true,
  helmValues: true,
  ignore: true,
  intents: true,
  proxyMode: true,
  rules: true,
};

/** The rules of a configuration; what is wrong with a module is said of its entry. */
function loadedRules({ rules }: Config, source: ConfigSource, folder: string): Pick<CheckOptions, 'rules'> {
  if (rules === undefined) return {};
  const loaded = rules.map((entry, index): readonly Rule[] => {
    if (typeof entry !== 'string') return [entry];
    const path = `rules[${index}]`;
    const exported = exportedBy(resolve(folder, entry), source.placeOf(path), path);
    if (Array.isArray(exported)) return exported as readonly Rule[];
    const problem = `${JSON.stringify(entry)} has no list of rules as its default export`;
    throw new ConfigError(source.placeOf(path), path, problem, 'write export default [ ... ]');
  });
  return { rules: loaded.flat() };
}

/** The definitions in files of a configuration; what is wrong with a file is said of its entry. */
function loadedCrds({ crds }: Config, source: ConfigSource, folder: string): Pick<CheckOptions, 'crds'> {
  if (crds === undefined) return {};
  const loaded = crds.map((entry, index): readonly Manifest[] => {
    const path = `crds[${index}]`;
    const fail = (problem: string) =>
      new ConfigError(source.placeOf(path), path, problem, 'name a file with CustomResourceDefinitions');
    let manifests: readonly Manifest[];
    try {
      manifests = parseManifests(readRegularFile(resolve(folder, entry)), { source: entry });
    } catch (error) {
      throw fail(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    const found = manifests.filter(({ kind }) => kind === 'CustomResourceDefinition');
    if (found.length === 0) throw fail(`${JSON.stringify(entry)} has no CustomResourceDefinition`);
    return found;
  });
  return { crds: loaded.flat() };
}

function used(use: () => unknown, source: ConfigSource): void {
  try {
    use();
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    const { option, value, bound, remedy } = error;
    throw new ConfigError(source.placeOf(option), option, sayOf(value, bound), remedy);
  }
}

function sayOf(value: unknown, bound: string): string {
  return value === undefined ? bound : `${JSON.stringify(value) ?? typeof value} ${bound}`;
}

function untrusted(file: string, path: string): ConfigError {
  const source = calledFrom(file);
  const problem = 'is code that is not run, for the command is run outside its repository';
  return new ConfigError(
    { source },
    path,
    problem,
    `trust it with --config ${source}, or leave it out with --no-config`,
  );
}

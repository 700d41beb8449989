import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../config/config';
import type { Configuration } from '../config/configuration';
import { configurationFor, loadConfiguration } from '../config/configuration';
import { calledFrom } from '../config/read-config';

/** What commands know of the configuration, beside what it says in place of their flags. */
export interface ConfiguredFlags {
  /** Default: there is no configuration. */
  readonly configured?: Configuration;
}

/** What it knows of an input that is read at another place: the folder that paths are relative to moves with it. */
export function movedWith(from: string, to: string, { configured }: ConfiguredFlags): ConfiguredFlags {
  if (configured === undefined) return {};
  return { configured: { ...configured, folder: join(to, relative(resolve(from), configured.folder)) } };
}

/** Has a command find in its flags what the configuration says. */
export function configure(command: Command): void {
  const { config: named } = command.optsWithGlobals<{ config?: string | boolean }>();
  if (named === false) return;
  const configured = typeof named === 'string' ? loadConfiguration(named) : configurationFor(inputsOf(command));
  if (configured === undefined) return;
  command.setOptionValueWithSource('configured', configured, 'config');
  const { config, folder } = configured;
  const { gatewayApi: { version, channel } = {}, failOn } = config;
  // What fails `diff` is something else.
  if (failOn !== undefined && command.name() === 'check') offer(command, 'failOn', failOn);
  if (version !== undefined) offer(command, 'gatewayApi', version);
  if (channel !== undefined) offer(command, 'gatewayChannel', channel);
  for (const [name, read] of Object.entries(FLAGS)) {
    const value = config[name as keyof typeof FLAGS];
    if (value !== undefined) offer(command, read.flag, read.isPath ? pathsIn(value, folder) : value);
  }
}

type Unflagged = 'acknowledge' | 'crds' | 'failOn' | 'gatewayApi' | 'ignore' | 'rules' | 'severities';

/** What the configuration says in place of flags. Lists of theirs come after its own. */
const FLAGS: Readonly<Record<Exclude<keyof Config, Unflagged>, Flag>> = {
  baseline: { flag: 'baseline', isPath: true },
  external: { flag: 'external' },
  helmValues: { flag: 'helmValues', isPath: true },
  intents: { flag: 'intents', isPath: true },
  kubernetesVersion: { flag: 'kubernetesVersion' },
  namespace: { flag: 'namespace' },
  provides: { flag: 'provides' },
  proxyMode: { flag: 'proxyMode' },
  serviceClusterIPRange: { flag: 'serviceClusterIpRange' },
  serviceNodePortRange: { flag: 'serviceNodePortRange' },
};

interface Flag {
  /** As the options of a command call it. */
  readonly flag: string;
  readonly isPath?: boolean;
}

/** Flags that replace what the configuration says though they are lists. */
const REPLACED: ReadonlySet<string> = new Set(['serviceClusterIpRange']);

function offer(command: Command, flag: string, value: unknown): void {
  const option = command.options.find((each) => each.attributeName() === flag);
  if (option === undefined) return;
  // What `check` fails on, for instance, is not what `diff` can fail on.
  if (option.argChoices !== undefined && !option.argChoices.includes(String(value))) return;
  const isGiven = command.getOptionValueSource(flag) === 'cli';
  const given: unknown = command.getOptionValue(flag);
  if (!isGiven) command.setOptionValueWithSource(flag, value, 'config');
  else if (Array.isArray(given) && Array.isArray(value) && !REPLACED.has(flag)) {
    command.setOptionValueWithSource(flag, [...(value as unknown[]), ...(given as unknown[])], 'cli');
  }
}

function pathsIn(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((path) => pathsIn(path, folder));
  return typeof value !== 'string' || isAbsolute(value) ? value : calledFrom(join(folder, value));
}

/** The files and folders among the arguments of a command. */
function inputsOf(command: Command): readonly string[] {
  const isInput = (_: unknown, index: number) => INPUTS.test(command.registeredArguments[index]?.name() ?? '');
  const given = command.processedArgs as readonly (string | readonly string[] | undefined)[];
  return given.filter(isInput).flatMap((value) => value ?? []);
}

/** How arguments are called that are files and folders. */
const INPUTS = /^(?:FILE|OLD|NEW)\b/;

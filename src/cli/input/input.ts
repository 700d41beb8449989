import { existsSync, fstatSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Intent } from '../../model/intents';
import { INTENTS_FILE, parseIntents } from '../../model/intents';
import type { Manifest } from '../../model/manifest';
import { CLUSTER_DEFAULTS } from '../../terms/cluster-defaults';
import { UsageError } from '../usage-error';
import type { Alternatives } from './alternatives';
import { alternativesOf } from './alternatives';
import type { InputOptions } from './input-options';
import { readFolder } from './read-folder';
import { readStream, readText } from './read-text';
import { Reading } from './reading';
import type { Held } from './renderer';
import { synthesize } from './synthesize';

/** What a command works on. */
export interface Input extends Alternatives {
  /** Every object, those of all alternatives. */
  readonly manifests: readonly Manifest[];
  readonly intents: readonly Intent[];
  /** A finding for each document that cannot be read. */
  readonly unreadable: readonly Diagnostic[];
  /** What is not a Kubernetes object, and why. */
  readonly skipped: readonly string[];
  /** What else there is to know: sentences. */
  readonly notes: readonly string[];
}

/** A side of a difference that does not exist. */
export const NOTHING: Input = {
  ...alternativesOf([], [], CLUSTER_DEFAULTS.namespace),
  manifests: [],
  intents: [],
  unreadable: [],
  skipped: [],
  notes: [],
};

/**
 * Reads files, folders (all that looks like manifests below them, charts and kustomizations rendered) and `-` for stdin.
 * Without any, the app that `cdk8s.yaml` names is synthesized into a folder of its own; where there is none, a pipe is read. A pipe that is not read is told of.
 */
export async function readInput(
  paths: readonly string[],
  interruption: Held,
  options: InputOptions = {},
): Promise<Input> {
  const { namespace = CLUSTER_DEFAULTS.namespace } = options;
  const reading = new Reading();
  if (paths.length > 0) {
    for (const path of paths) await readPath(path, reading, options, interruption);
    return inputOf(reading, paths.map(calledIn).join(', '), namespace);
  }
  if (!existsSync('cdk8s.yaml')) {
    if (isPiped()) return readInput(['-'], interruption, options);
    throw new UsageError('nothing to read: name files, folders or - for stdin, or run it where there is a cdk8s.yaml');
  }
  if (isPiped()) reading.notes.push(UNREAD_PIPE);
  await synthesize('cdk8s.yaml', interruption.signal, async (folder) => readOutput(folder, reading));
  return inputOf(reading, 'the output of the app in cdk8s.yaml', namespace);
}

const UNREAD_PIPE = 'stdin is left unread, for cdk8s.yaml names an app: to read it, name -';

/** Whether the shell has made stdin the end of a pipe, or a file. */
function isPiped(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isFile();
  } catch {
    return false;
  }
}

async function readPath(path: string, reading: Reading, options: InputOptions, interruption: Held): Promise<void> {
  if (path === '-') return reading.addGiven(await readStream(process.stdin, '<stdin>'), '<stdin>');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`no such file or folder: ${path}`);
  if (stat.isDirectory()) return readFolder(path, reading, options, interruption);
  readFile(path, path, reading);
}

/** What synthesis wrote is applied together. */
function readOutput(folder: string, reading: Reading): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names.filter((each) => /\.(ya?ml|json)$/.test(each) || each.endsWith(INTENTS_FILE))) {
    readFile(join(folder, name), relative(folder, join(folder, name)), reading);
  }
}

/** @param source how the file is called in findings */
function readFile(file: string, source: string, reading: Reading): void {
  if (file.endsWith(INTENTS_FILE))
    for (const intent of parseIntents(readText(file), source)) reading.intents.push(intent);
  else reading.addGiven(readText(file), source);
}

function calledIn(path: string): string {
  return path === '-' ? 'stdin' : path;
}

function inputOf(reading: Reading, called: string, namespace: string): Input {
  const { given, units, intents, skipped, sentences: notes, errors } = reading;
  const manifests = [...given, ...units.flatMap((unit) => unit.manifests)];
  if (manifests.length === 0) {
    const [first] = errors;
    throw first ?? new UsageError(nothingIn(called, reading));
  }
  const alternatives = alternativesOf(given, units, namespace);
  return { ...alternatives, manifests, intents, skipped, notes, unreadable: reading.unreadable };
}

function nothingIn(called: string, { sentences, skipped }: Reading): string {
  const [reason = skipped[0]] = sentences;
  const why = reason === undefined ? '' : ` (${reason})`;
  return `no Kubernetes object in ${called}: expected YAML or JSON manifests${why}`;
}

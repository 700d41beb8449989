import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Intent } from '../model/intents';
import { INTENTS_FILE, parseIntents } from '../model/intents';
import type { Manifest } from '../model/manifest';
import { parseSharedManifests } from '../model/parse-manifests';
import type { Interruption } from './interruption';
import { readStream, readText } from './read-text';
import { synthesize } from './synthesize';
import { LARGE_INPUT, tuneForLargeInput } from './tune';
import { UsageError } from './usage-error';

/** What a command works on. */
export interface Input {
  readonly manifests: readonly Manifest[];
  readonly intents: readonly Intent[];
}

/**
 * Reads files, folders (all YAML and JSON below them) and `-` for stdin. Without any, the app that `cdk8s.yaml` names is
 * synthesized into a folder of its own.
 */
export async function readInput(paths: readonly string[], interruption: Pick<Interruption, 'signal'>): Promise<Input> {
  if (paths.length > 0) return nonEmpty(await readPaths(paths), paths.map(calledIn).join(', '));
  if (!existsSync('cdk8s.yaml')) {
    throw new UsageError('nothing to read: name files, folders or - for stdin, or run it where there is a cdk8s.yaml');
  }
  const input = await synthesize('cdk8s.yaml', interruption.signal, (folder) =>
    readPaths([folder], (file) => relative(folder, file)),
  );
  return nonEmpty(input, 'the output of the app in cdk8s.yaml');
}

/** @param nameOf how a file is called in findings */
async function readPaths(paths: readonly string[], nameOf = (file: string) => file): Promise<Input> {
  const manifests: Manifest[] = [];
  const intents: Intent[] = [];
  for (const path of paths) {
    if (path === '-') {
      for (const manifest of parse(await readStream(process.stdin, '<stdin>'), '<stdin>')) manifests.push(manifest);
      continue;
    }
    for (const file of filesOf(path)) {
      const source = nameOf(file);
      if (file.endsWith(INTENTS_FILE)) for (const intent of parseIntents(readText(file), source)) intents.push(intent);
      else for (const manifest of parse(readText(file), source)) manifests.push(manifest);
    }
  }
  return { manifests, intents };
}

function parse(text: string, source: string): readonly Manifest[] {
  if (text.length > LARGE_INPUT) tuneForLargeInput();
  return parseSharedManifests(text, { source });
}

function calledIn(path: string): string {
  return path === '-' ? 'stdin' : path;
}

function nonEmpty(input: Input, called: string): Input {
  if (input.manifests.length > 0) return input;
  throw new UsageError(`no Kubernetes object in ${called}: expected YAML or JSON manifests`);
}

/** A file itself; of a folder, everything below it that can be read, in the order of names. */
function filesOf(path: string): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`no such file or folder: ${path}`);
  if (!stat.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name) || name.endsWith(INTENTS_FILE))
    .sort()
    .map((name) => join(path, name))
    .filter(isToBeRead);
}

/** A link that leads nowhere is to be read as well, so that it is told. */
function isToBeRead(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined || stat.isFile();
}

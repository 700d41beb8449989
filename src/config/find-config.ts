import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Names of configurations, the first of which counts. */
export const CONFIG_FILES = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'].map(
  (extension) => `cdk8s-net.config.${extension}`,
);

/**
 * The configuration for some inputs: the first one from the folder that holds them all upwards, or else from the working
 * directory upwards. Undefined if there is none.
 */
export function findConfig(inputs: readonly string[]): string | undefined {
  const files = inputs.filter((input) => input !== '-');
  const starts = files.length === 0 ? [process.cwd()] : [commonFolder(files), process.cwd()];
  for (const folder of starts.flatMap(foldersUp)) {
    const name = CONFIG_FILES.find((each) => existsSync(join(folder, each)));
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}

/** Whether code in a folder may be run though nobody named it: the command is run below it, or in the same repository. */
export function isTrusted(folder: string): boolean {
  const around = foldersUp(process.cwd());
  return around.includes(folder) || around.filter(isRoot).includes(foldersUp(folder).at(-1) ?? '');
}

/** From a folder up to the root of its repository, or to the home of the user; the folder alone where it is in neither. */
function foldersUp(start: string): readonly string[] {
  const folders: string[] = [];
  for (let here = start; ; here = dirname(here)) {
    folders.push(here);
    if (isRoot(here) || here === homedir()) return folders;
    if (dirname(here) === here) return [start];
  }
}

function isRoot(folder: string): boolean {
  return existsSync(join(folder, '.git'));
}

function commonFolder(files: readonly string[]): string {
  const [first = process.cwd(), ...others] = files.map(folderOf);
  return others.reduce((common, folder) => {
    while (folder !== common && !folder.startsWith(join(common, '/'))) common = dirname(common);
    return common;
  }, first);
}

function folderOf(file: string): string {
  const path = resolve(file);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? path : dirname(path);
}

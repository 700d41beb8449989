import { resolve } from 'node:path';
import { loadModule } from '../runtime/load-module';
import { CannotRunTypeScript } from '../runtime/require-module';
import { isObject } from '../terms/json';
import { OptionsError } from '../terms/options-error';
import type { Rule } from './rule';

/**
 * The rules that modules export by default, each a list of them; `checkManifests` finds out whether they are rules.
 *
 * @param files Paths, from where the process runs.
 * @throws OptionsError for a module that cannot be loaded, or that exports something else
 */
export async function loadRules(files: readonly string[]): Promise<readonly Rule[]> {
  const lists: (readonly Rule[])[] = [];
  for (const file of files) lists.push(await rulesOf(file));
  return lists.flat();
}

async function rulesOf(file: string): Promise<readonly Rule[]> {
  const exported = await load(file);
  const given = isObject(exported) && 'default' in exported ? exported.default : exported;
  if (Array.isArray(given)) return given as readonly Rule[];
  throw new OptionsError('rules', file, 'has no list of rules as its default export', 'write export default [ ... ]');
}

async function load(file: string): Promise<unknown> {
  try {
    return await loadModule(resolve(file));
  } catch (cause) {
    const [problem = ''] = String((cause as Partial<Error> | null)?.message ?? cause).split('\n');
    const remedy =
      cause instanceof CannotRunTypeScript
        ? cause.remedy
        : 'name a module of JavaScript or TypeScript whose default export is a list of rules';
    throw new OptionsError('rules', file, `cannot be loaded: ${problem}`, remedy);
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Ignore } from 'ignore';
import ignore from 'ignore';

/** Files that say, in the syntax of git, what in their folder is left out. */
const IGNORE_FILES = ['.gitignore', '.cdk8s-netignore'] as const;

/** What a folder and those above it leave out; the deepest folder that says something of a path has the last word. */
export class IgnoreRules {
  private constructor(private readonly sets: readonly RuleSet[]) {}

  /**
   * The rules for a folder that somebody named. Those of the folders above it, up to the root of the repository, hold as
   * well, unless they leave out the folder itself: whoever names the output of a build wants it read.
   *
   * @param patterns more of them, relative to the folder
   * @param around more of them, relative to another one
   */
  static of(folder: string, patterns: readonly string[], around: Patterns = { base: '', patterns: [] }): IgnoreRules {
    const above = new IgnoreRules([...foldersAbove(resolve(folder)).flatMap(rulesOf), ...setOf(around)]);
    const outer = above.ignores(resolve(folder), true) ? [] : above.sets;
    return new IgnoreRules([...outer, ...setOf({ base: folder, patterns })]);
  }

  /** These rules and those that stand in a folder itself. */
  within(folder: string): IgnoreRules {
    const own = rulesOf(resolve(folder));
    return own.length === 0 ? this : new IgnoreRules([...this.sets, ...own]);
  }

  ignores(path: string, isFolder: boolean): boolean {
    for (const { base, rules } of this.sets.toReversed()) {
      const below = relative(base, resolve(path)).split(sep).join('/');
      if (below === '' || below === '..' || below.startsWith('../')) continue;
      const { ignored, unignored } = rules.test(isFolder ? `${below}/` : below);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** Patterns, and the folder that they are relative to. */
export interface Patterns {
  readonly base: string;
  readonly patterns: readonly string[];
}

interface RuleSet {
  readonly base: string;
  readonly rules: Ignore;
}

/** From the root of the repository down to the parent of a folder; none outside repositories. */
function foldersAbove(folder: string): readonly string[] {
  const above: string[] = [];
  for (let here = folder; !existsSync(join(here, '.git')); here = dirname(here)) {
    if (dirname(here) === here) return [];
    above.unshift(dirname(here));
  }
  return above;
}

function setOf({ base, patterns }: Patterns): readonly RuleSet[] {
  return patterns.length === 0 ? [] : [{ base: resolve(base), rules: ignore().add([...patterns]) }];
}

function rulesOf(base: string): readonly RuleSet[] {
  return IGNORE_FILES.map((name) => join(base, name))
    .filter((file) => existsSync(file))
    .map((file) => ({ base, rules: ignore().add(readFileSync(file, 'utf8')) }));
}

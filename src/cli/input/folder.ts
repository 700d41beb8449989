import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { INTENTS_FILE } from '../../model/intents';
import { IgnoreRules } from './ignore-rules';
import type { InputOptions } from './input-options';

/** What of a folder may hold manifests, each in the order of names. */
export interface FolderContent {
  /** YAML, JSON and intents, outside charts. */
  readonly files: readonly string[];
  /** Folders of Helm charts. Their templates are not manifests, and the charts that they bring along are their own. */
  readonly charts: readonly string[];
  /** Files that `kustomize build` reads. */
  readonly kustomizations: readonly string[];
  /** Links that lead nowhere. */
  readonly dangling: readonly string[];
}

/**
 * Looks through a folder and those below it: without hidden folders, `node_modules`, and what `.gitignore`,
 * `.cdk8s-netignore` and patterns of the flags and the configuration leave out. Links to folders are not followed.
 */
export function lookThrough(folder: string, { ignore = [], configured }: IgnoreOptions = {}): FolderContent {
  const content = { files: [], charts: [], kustomizations: [], dangling: [] };
  const around = { base: configured?.folder ?? folder, patterns: configured?.config.ignore ?? [] };
  collect(folder, IgnoreRules.of(folder, ignore, around), content);
  return content;
}

type IgnoreOptions = Pick<InputOptions, 'ignore' | 'configured'>;

const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;
const MANIFESTS = /\.(ya?ml|json)$/;
/** Folders of a chart whose files mean something to Helm alone. */
const OF_CHART = new Set(['templates', 'charts', 'crds']);

type Lists = { readonly [list in keyof FolderContent]: string[] };

function collect(folder: string, outer: IgnoreRules, content: Lists): void {
  const rules = outer.within(folder);
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const isChart = ['Chart.yaml', 'templates'].every((needed) => entries.some(({ name }) => name === needed));
  if (isChart) content.charts.push(folder);
  for (const entry of entries) {
    const { name } = entry;
    const path = join(folder, name);
    if (rules.ignores(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) {
      if (name.startsWith('.') || name === 'node_modules' || (isChart && OF_CHART.has(name))) continue;
      collect(path, rules, content);
    } else if (KUSTOMIZATION.test(name)) {
      content.kustomizations.push(path);
    } else if (MANIFESTS.test(name) || name.endsWith(INTENTS_FILE)) {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) content.dangling.push(path);
      else if (stat.isFile()) content.files.push(path);
    }
  }
}

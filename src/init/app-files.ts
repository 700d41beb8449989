import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenApp } from './from-manifests';
import { printCode } from './print-code';

/** The folder with what apps have in common, and what only new ones have, beside the sources and beside what they compile to. */
const TEMPLATE = join(__dirname, '../../template');

/**
 * The files of an app to start from, by path.
 *
 * @param version of this package, which the app depends on
 * @param written the app for manifests that are there; undefined: a new one
 */
export function appFiles(version: string, written?: WrittenApp): Readonly<Record<string, string>> {
  const acknowledged = printCode(written?.acknowledged ?? [], '  ');
  const template = { ...filesIn('app'), ...filesIn(written === undefined ? 'new' : 'from-yaml') };
  const files = Object.entries(template).map(([path, text]) => [
    path.replace(HIDDEN, '.$1'),
    text.replace('VERSION', () => `^${version}`).replace('ACKNOWLEDGE', () => acknowledged),
  ]);
  return { ...(Object.fromEntries(files) as Record<string, string>), ...written?.files };
}

/** npm leaves out files that begin with a dot, or takes them for its own. */
const HIDDEN = /^(gitignore|github)(?=\/|$)/;

function filesIn(part: string): Readonly<Record<string, string>> {
  const folder = join(TEMPLATE, part);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
  );
}

import { normalize } from 'node:path';
import type { InputOptions } from './input-options';
import type { Kustomization } from './kustomization';
import type { Reading } from './reading';
import { kustomizeCommand, render } from './renderer';
import type { Held } from './renderer';

/**
 * Reads what kustomizations make: those that no other takes in, for of the others nothing is applied as it stands. One that
 * cannot be built leaves its files to be read one by one, and so what it takes in.
 *
 * @returns the files that are done with
 */
export async function buildAll(
  all: readonly Kustomization[],
  reading: Reading,
  { render: isWanted = true }: InputOptions,
  interruption: Held,
): Promise<ReadonlySet<string>> {
  const byFolder = new Map(all.map((each) => [normalize(each.folder), each]));
  const taken = new Set(all.flatMap(({ bases }) => bases.map((base) => normalize(base))));
  const done = new Set(all.flatMap(({ parts }) => parts.map((file) => normalize(file))));
  for (const root of all) {
    const { folder, isComponent } = root;
    if (isComponent || taken.has(normalize(folder))) continue;
    const command = kustomizeCommand(folder);
    const pipe = `kustomize build ${folder} | cdk8s-net check -`;
    if (!isWanted || command === undefined) {
      reading.unrendered('kustomization', folder, isWanted ? 'did not find kustomize on PATH' : '--no-render', pipe);
      continue;
    }
    const rendered = await render(command, interruption);
    if ('problem' in rendered) {
      reading.unrendered('kustomization', folder, rendered.problem, pipe);
      continue;
    }
    reading.addRendered(rendered.text, `kustomize build ${folder}`, root.file);
    for (const file of filesOf(root, byFolder)) done.add(file);
  }
  return done;
}

/** Every file with objects that a kustomization takes in, also by way of others. */
function filesOf(root: Kustomization, byFolder: ReadonlyMap<string, Kustomization>): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<Kustomization>();
  const open = [root];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    for (const file of each.resources) files.add(normalize(file));
    for (const base of each.bases) {
      const next = byFolder.get(normalize(base));
      if (next !== undefined) open.push(next);
    }
  }
  return files;
}

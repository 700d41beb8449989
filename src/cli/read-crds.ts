import type { Option } from 'commander';
import type { Manifest } from '../model/manifest';
import { readInput } from './input/input';
import type { Interruption } from './interruption';
import { listOption } from './list-option';
import { UsageError } from './usage-error';

/** The flag that names definitions of custom resources. */
export function crdsOption(): Option {
  return listOption('--crds <file|dir>', 'CustomResourceDefinitions of the cluster, beside those of the input');
}

/**
 * The CustomResourceDefinitions in files and folders.
 *
 * @throws UsageError for a path that has none, and for one that cannot be read
 */
export async function readCrds(
  paths: readonly string[] = [],
  interruption: Interruption,
): Promise<readonly Manifest[]> {
  const crds: Manifest[] = [];
  for (const path of paths) {
    const { manifests, unreadable } = await readInput([path], interruption, { render: false });
    const [problem] = unreadable;
    if (problem !== undefined) throw new UsageError(`--crds ${path}: ${problem.detail}`);
    const found = manifests.filter(({ kind }) => kind === 'CustomResourceDefinition');
    if (found.length === 0) {
      throw new UsageError(
        `--crds ${path}: did not find a CustomResourceDefinition; name a file or folder that has one`,
      );
    }
    for (const crd of found) crds.push(crd);
  }
  return crds;
}

import { basename, normalize } from 'node:path';
import { INTENTS_FILE, parseIntents } from '../../model/intents';
import { UsageError } from '../usage-error';
import { readChart } from './chart';
import { lookThrough } from './folder';
import type { InputOptions } from './input-options';
import type { Kustomization } from './kustomization';
import { readKustomization } from './kustomization';
import { buildAll } from './kustomize';
import { readText } from './read-text';
import type { Reading } from './reading';
import type { Held } from './renderer';

/** Reads whatever in a folder is applied to clusters: manifests, and what charts and kustomizations make. */
export async function readFolder(
  folder: string,
  reading: Reading,
  options: InputOptions,
  interruption: Held,
): Promise<void> {
  const { files, charts, kustomizations, dangling } = lookThrough(folder, options);
  for (const link of dangling) reading.skip(link, 'a link that leads nowhere');
  for (const chart of charts) await readChart(chart, reading, options, interruption);
  const read = kustomizations.map((file) => readKustomization(file) ?? file);
  const known = read.filter((each): each is Kustomization => typeof each !== 'string');
  for (const { file } of known) reading.skip(file, 'a kustomization, which stands for the objects that it lists');
  const others = read.filter((each) => typeof each === 'string');
  const done = await buildAll(known, reading, options, interruption);
  for (const file of [...others, ...files]) if (!done.has(normalize(file))) readFound(file, reading);
}

function readFound(file: string, reading: Reading): void {
  if (basename(file).endsWith(INTENTS_FILE)) {
    for (const intent of parseIntents(readText(file), file)) reading.intents.push(intent);
    return;
  }
  try {
    reading.addFound(readText(file), file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    reading.notes.push(error.message);
  }
}

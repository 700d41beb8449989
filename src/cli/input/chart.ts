import { basename, join } from 'node:path';
import { ManifestError } from '../../model/manifest-error';
import { parseManifests } from '../../model/parse-manifests';
import { stringOr } from '../../terms/json';
import type { InputOptions } from './input-options';
import { readText } from './read-text';
import type { Reading } from './reading';
import { helmCommand, render } from './renderer';
import type { Held } from './renderer';

/** Reads what a Helm chart makes, or says how to pipe it. */
export async function readChart(
  chart: string,
  reading: Reading,
  { render: isWanted = true, helmValues = [], namespace, kubernetesVersion }: InputOptions,
  interruption: Held,
): Promise<void> {
  const { name, isLibrary } = factsOf(chart);
  if (isLibrary) return reading.skip(chart, 'a library of other charts');
  const command = helmCommand(chart, name, [
    ...helmValues.flatMap((file) => ['--values', file]),
    ...(namespace === undefined ? [] : ['--namespace', namespace]),
    ...(kubernetesVersion === undefined ? [] : ['--kube-version', kubernetesVersion]),
  ]);
  const pipe = `helm template ${name} ${chart} | cdk8s-net check -`;
  if (!isWanted || command === undefined) {
    reading.unrendered('Helm chart', chart, isWanted ? 'did not find helm on PATH' : '--no-render', pipe);
    return;
  }
  const rendered = await render(command, interruption);
  if ('text' in rendered) reading.addRendered(rendered.text, `helm template ${chart}`, join(chart, 'Chart.yaml'));
  else reading.unrendered('Helm chart', chart, rendered.problem, `${pipe}, with the values that it needs`);
}

/** What matters here of a `Chart.yaml`. */
function factsOf(chart: string): { readonly name: string; readonly isLibrary: boolean } {
  const file = join(chart, 'Chart.yaml');
  try {
    const [facts = {}] = parseManifests(readText(file), { source: file });
    return { name: stringOr(facts.name, basename(chart)), isLibrary: facts.type === 'library' };
  } catch (error) {
    // Helm will say what is wrong with it.
    if (error instanceof ManifestError) return { name: basename(chart), isLibrary: false };
    throw error;
  }
}

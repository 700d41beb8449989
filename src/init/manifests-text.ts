import { isDeepStrictEqual } from 'node:util';
import { Yaml } from 'cdk8s';
import type { Manifest } from '../model/manifest';
import { parseManifests } from '../model/parse-manifests';

/** Objects as YAML, or where that would be read as something else, as JSON, which is YAML as well. */
export function manifestsText(manifests: readonly Manifest[]): string {
  const plain = JSON.parse(JSON.stringify(manifests)) as Manifest[];
  const yaml = Yaml.formatObjects(plain);
  if (isSame(yaml, plain)) return yaml;
  return plain.map((manifest) => `---\n${JSON.stringify(manifest, undefined, 2)}\n`).join('');
}

function isSame(yaml: string, manifests: readonly Manifest[]): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(JSON.stringify(parseManifests(yaml))), manifests);
  } catch {
    return false;
  }
}

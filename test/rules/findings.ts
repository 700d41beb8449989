import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import type { CheckOptions } from '../../src/rules/check-options';

/** What one rule finds in YAML: kinds and paths. */
export function findingsOf(rule: string, manifests: string, options: CheckOptions = {}): readonly string[] {
  const found = checkManifests(parseManifests(manifests), options).filter(({ rule: id }) => id === rule);
  return found.map(({ kind, path }) => `${kind} ${path}`);
}

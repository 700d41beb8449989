import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { judgeManifests } from '../rules/check-manifests';
import type { CheckOptions } from '../rules/check-options';

/**
 * The findings of deployments that are alternatives to each other. Of an object that is in several of them, a finding counts
 * that is in all: nobody knows with which of them it is applied.
 */
export function checkAlternatives(
  deployments: readonly (readonly Manifest[])[],
  options: CheckOptions,
): readonly Diagnostic[] {
  // What belongs to no manifest belongs to an acknowledgement, the number of which it stands under.
  const found = new Map<Manifest | number, readonly Diagnostic[]>();
  for (const manifests of deployments) {
    for (const [index, diagnostics] of judgeManifests(manifests, options).entries()) {
      const subject = manifests[index] ?? index - manifests.length;
      const before = found.get(subject);
      found.set(subject, before?.filter((one) => diagnostics.some(isSameAs(one))) ?? diagnostics);
    }
  }
  return [...found.values()].flat();
}

function isSameAs({ rule, path, kind }: Diagnostic): (other: Diagnostic) => boolean {
  return (other) => other.rule === rule && other.path === path && other.kind === kind;
}

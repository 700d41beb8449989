import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';

/** Manifests apart from those that the API server refuses. */
export interface Sifted {
  readonly accepted: readonly Manifest[];
  readonly refused: readonly Manifest[];
  /** Of each object that is refused, the first reason. */
  readonly reasons: readonly Diagnostic[];
}

/** The rule for objects that a cluster has already: not to be created again, but well to be looked at. */
const READ_FROM_CLUSTER = 'metadata/resource-version';

/**
 * Takes out what the API server would refuse: it is never in a cluster.
 *
 * @param diagnostics what was found on the manifests
 */
export function sift(manifests: readonly Manifest[], diagnostics: readonly Diagnostic[], namespace: string): Sifted {
  const reasons = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { rule, source, severity, object } = diagnostic;
    const key = JSON.stringify(object);
    const isRefusal = source === 'apiserver' && severity === 'error' && rule !== READ_FROM_CLUSTER;
    if (isRefusal && !reasons.has(key)) reasons.set(key, diagnostic);
  }
  const isRefused = (manifest: Manifest) => reasons.size > 0 && reasons.has(JSON.stringify(refOf(manifest, namespace)));
  return {
    accepted: manifests.filter((manifest) => !isRefused(manifest)),
    refused: manifests.filter(isRefused),
    reasons: [...reasons.values()],
  };
}

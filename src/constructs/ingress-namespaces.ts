import type { ApiObject } from 'cdk8s';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import type { Cluster } from '../rules/cluster-options';
import { Engine } from '../rules/engine';
import { ingressBackendService } from '../rules/links/ingress-backend-service';
import type { ServicePortRef } from './service';

/** A backend of an Ingress, and where it stands in the manifest. */
export interface PlacedBackend {
  /** `spec.rules[0].http.paths[0].backend`. */
  readonly path: string;
  readonly ref: ServicePortRef;
}

/**
 * Findings about backends that are in another namespace than their Ingress. The manifest shows the name only, which may
 * be that of another Service of the Ingress's own namespace: then nobody else would notice. Here the rule sees that
 * Ingress together with the Services that were meant, and nothing else.
 */
export function backendsElsewhere(
  ingress: ApiObject,
  backends: readonly PlacedBackend[],
  cluster: Cluster,
): readonly Diagnostic[] {
  const namespaceOf = (manifest: Manifest): string | undefined => refOf(manifest, cluster.namespace).namespace;
  const own = ingress.toJson() as Manifest;
  const elsewhere = backends
    .map(({ path, ref }) => ({ path, service: ref.service.toJson() as Manifest }))
    .filter(({ service }) => namespaceOf(service) !== namespaceOf(own));
  if (elsewhere.length === 0) return [];
  const engine = new Engine([ingressBackendService], cluster);
  const [judged] = engine.judge([own, ...elsewhere.map(({ service }) => service)]);
  return (judged?.diagnostics ?? []).filter((found) => elsewhere.some(({ path }) => found.path.startsWith(`${path}.`)));
}

/** Manifests for the examples of kinds that no other rules judge. */

/** A Secret with these fields. */
export function secret(...fields: readonly string[]): string {
  return document('v1', 'Secret', fields);
}

/** A ConfigMap with these fields. */
export function configMap(...fields: readonly string[]): string {
  return document('v1', 'ConfigMap', fields);
}

/** An object of another kind with these fields. */
export function document(apiVersion: string, kind: string, fields: readonly string[]): string {
  return [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata: { name: web }', ...fields, ''].join('\n');
}

/** Field paths as `k8s.io/apimachinery/pkg/util/validation/field` prints them. */

/** `spec` + `ports` -> `spec.ports`. */
export function childPath(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

/** `spec.ports` + `0` -> `spec.ports[0]`; `spec.selector` + `app` -> `spec.selector[app]`. */
export function keyPath(path: string, key: number | string): string {
  return `${path}[${key}]`;
}

const PUBLIC_PATHS = /^\/(healthz|livez|readyz|version)(\/|$)/;

/** What the API server answers somebody without credentials: the paths of `system:public-info-viewer` alone. */
export function publicStatusOf(path: string): 200 | 403 {
  return PUBLIC_PATHS.test(path) ? 200 : 403;
}

import type { Cursor } from '../cursor';

/** The paths of all rules of an Ingress. */
export function pathsOf(ingress: Cursor): readonly Cursor[] {
  return rulesOf(ingress).flatMap((rule) => rule.at('http', 'paths').items());
}

/** The rules of an Ingress. */
export function rulesOf(ingress: Cursor): readonly Cursor[] {
  return ingress.at('spec', 'rules').items();
}

/** The default backend, if there is one, and those of the paths; a path without a type is not looked into. */
export function backendsOf(ingress: Cursor): readonly Cursor[] {
  const defaultBackend = ingress.at('spec', 'defaultBackend');
  const paths = pathsOf(ingress).filter((path) => path.at('pathType').present);
  return [...(defaultBackend.present ? [defaultBackend] : []), ...paths.map((path) => path.at('backend'))];
}

/** The services of those backends that have one, and nothing else. */
export function serviceBackendsOf(ingress: Cursor): readonly Cursor[] {
  return backendsOf(ingress).filter((backend) => backend.at('service').present && !backend.at('resource').present);
}

import type { Exchange } from './exchange';
import type { NginxLocation } from './objects';

/** The headers by which a default backend is told for which status, and for whom, it answers. */
export function errorTold(
  code: number,
  location: NginxLocation,
  { headers, server }: Exchange,
): Readonly<Record<string, string>> {
  const format = headers.accept === undefined ? {} : { 'x-format': headers.accept };
  return { 'x-code': String(code), ...format, ...serviceTold(location, server.hostname) };
}

/** Whom it stands in for (`getIngressInformation` in template.go). */
function serviceTold({ ingress, ingressPath }: NginxLocation, hostname: string): Readonly<Record<string, string>> {
  if (ingress === undefined) return {};
  const path = ingressPath === '' ? '/' : ingressPath;
  const rules = ingress.rules.filter(({ host }) => host === hostname).flatMap(({ paths = [] }) => paths);
  const backend =
    rules.find((each) => each.path === path && each.backend !== undefined)?.backend ?? ingress.defaultBackend;
  return {
    'x-namespace': ingress.namespace,
    'x-ingress-name': ingress.name,
    'x-service-name': backend?.service ?? '',
    'x-service-port': backend?.port ?? '',
  };
}

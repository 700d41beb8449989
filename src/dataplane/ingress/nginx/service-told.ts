import type { NginxLocation } from './objects';

/** What a default backend is told of whom it stands in for (`getIngressInformation` in template.go). */
export function serviceTold(
  { ingress, ingressPath }: NginxLocation,
  hostname: string,
): Readonly<Record<string, string>> {
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

import type { NginxConfig, NginxLocation, NginxSource } from '../../dataplane/ingress/nginx/objects';
import type { Upstream } from '../../dataplane/ingress/nginx/upstreams';
import type { BackendReference, RouteMatch, RouteRule } from '../../model/gateway/objects';
import type { Service } from '../../model/objects';
import { servicePorts } from '../../model/service';
import { canaryOrder } from './canary-order';

/** The rules of a location by who gets a request: one, and more in front of it for a canary that looks at headers. */
export function rulesByBackend(
  location: NginxLocation,
  namespace: string,
  config: NginxConfig,
  source: Pick<NginxSource, 'services'>,
): readonly Pick<RouteRule, 'matches' | 'backendRefs'>[] {
  const main = config.upstreams.get(location.backend);
  if (main === undefined) return [{}];
  const backend = backendRef(main, namespace, source);
  const canary = main.alternatives[0] === undefined ? undefined : config.upstreams.get(main.alternatives[0]);
  const other = canary === undefined ? undefined : backendRef(canary, namespace, source);
  if (backend === undefined) return [{}];
  if (canary?.shaping === undefined || other === undefined) return [{ backendRefs: [backend] }];
  const refs = { main: backend, canary: other };
  const { byHeader, weight, total } = canaryOrder(canary.shaping);
  return [
    ...byHeader.map(({ header, to }) => ({
      matches: [{ headers: [header] } satisfies RouteMatch],
      backendRefs: [refs[to]],
    })),
    { backendRefs: weighted(refs, weight, total) },
  ];
}

function weighted(
  { main, canary }: Readonly<Record<'main' | 'canary', BackendReference>>,
  weight: number,
  total: number,
): readonly BackendReference[] {
  if (weight <= 0) return [main];
  if (weight >= total) return [canary];
  return [
    { ...main, weight: total - weight },
    { ...canary, weight },
  ];
}

/** Undefined where a named port is that of a Service that is not there, so that nobody knows its number. */
export function backendRef(
  { service: key, port }: Pick<Upstream, 'service' | 'port'>,
  namespace: string,
  { services }: Pick<NginxSource, 'services'>,
): BackendReference | undefined {
  const [own = '', name = ''] = key.split('/');
  const number = portNumber(services.get(key), port);
  if (number === undefined) return undefined;
  return { name, ...(own === namespace ? {} : { namespace: own }), port: number };
}

/** A port is named by its number, its target port or its name; without any, the first one is meant. */
function portNumber(service: Service | undefined, port: string): number | undefined {
  const ports = service === undefined ? [] : servicePorts(service.spec);
  if (port === '') return ports[0]?.port;
  const found = ports.find((each) => [String(each.port), String(each.targetPort), each.name].includes(port));
  return found?.port ?? (/^\d+$/.test(port) ? Number(port) : undefined);
}

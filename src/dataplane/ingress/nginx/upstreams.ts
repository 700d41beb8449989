import type { Service, ServicePort } from '../../../model/objects';
import { servicePorts, targetPortOf } from '../../../model/service';
import { parseIP } from '../../../terms/ip';
import { keyOf } from '../../../terms/object-ref';
import type { EndpointSlices } from '../../endpoints/endpoint-slices';
import type { Canary } from './annotations';
import type { BackendRef, NginxIngress } from './nginx-ingress';
import type { NginxSettings } from './settings';

/** The name of the upstream that answers for servers without one of their own. */
export const DEFAULT_UPSTREAM = 'upstream-default-backend';

/** Endpoints that requests are balanced over. One for each port of a Service that Ingresses name, shared by all of them. */
export interface Upstream {
  readonly name: string;
  /** `namespace/name` of the Service. */
  readonly service: string;
  /** The port, as the first Ingress named it. */
  readonly port: string;
  endpoints: readonly UpstreamEndpoint[];
  /** Endpoints are names, to be resolved. */
  readonly isExternal: boolean;
  /** Of a canary: no server leads here. */
  readonly shaping: Canary | undefined;
  /** Names of canaries. */
  readonly alternatives: string[];
  /** The controller itself: what no server knows is answered 404. */
  readonly isInternal: boolean;
}

export interface UpstreamEndpoint {
  readonly address: string;
  readonly port: number;
}

export interface UpstreamSource {
  readonly services: ReadonlyMap<string, Service>;
  readonly slices: EndpointSlices;
  readonly settings: NginxSettings;
}

/** The upstreams that Ingresses need, in the order in which the first of them names each. */
export function upstreamsOf(ingresses: readonly NginxIngress[], source: UpstreamSource): Map<string, Upstream> {
  const upstreams = new Map([[DEFAULT_UPSTREAM, defaultUpstream(source)]]);
  for (const ingress of ingresses) {
    const { defaultBackend, rules } = ingress;
    // A default backend makes its upstream anew; a path takes the one that is there.
    if (defaultBackend !== undefined) {
      const upstream = upstreamFor(ingress, defaultBackend, source);
      upstreams.set(upstream.name, upstream);
    }
    for (const { backend } of rules.flatMap(({ paths = [] }) => paths)) {
      if (backend === undefined || upstreams.has(upstreamName(ingress.namespace, backend))) continue;
      const upstream = upstreamFor(ingress, backend, source);
      upstreams.set(upstream.name, upstream);
    }
  }
  return upstreams;
}

export function upstreamName(namespace: string, { service, port }: BackendRef): string {
  return port === '' ? `${namespace}-INVALID` : `${namespace}-${service}-${port}`;
}

/** Whoever answers in place of an upstream without endpoints: the Service that a `default-backend` names. */
export function substituteFor(
  upstream: Upstream,
  defaultBackend: string | undefined,
  source: UpstreamSource,
): Upstream | undefined {
  const service = defaultBackend === undefined ? undefined : source.services.get(defaultBackend);
  if (defaultBackend === undefined || service === undefined) return undefined;
  if (upstream.endpoints.length > 0 || upstream.name === DEFAULT_UPSTREAM) return undefined;
  const endpoints = firstPortEndpoints(service, source);
  return endpoints.length === 0 ? undefined : { ...upstream, endpoints, service: defaultBackend, isExternal: false };
}

/** The first port of a Service, for answers in place of others. */
export function firstPortEndpoints(service: Service, source: UpstreamSource): readonly UpstreamEndpoint[] {
  const [port] = servicePorts(service.spec);
  return port === undefined ? [] : endpointsOf(service, port, source);
}

function defaultUpstream(source: UpstreamSource): Upstream {
  const { settings, services } = source;
  const service = services.get(settings.defaultBackendService);
  const endpoints = service === undefined ? [] : firstPortEndpoints(service, source);
  return {
    name: DEFAULT_UPSTREAM,
    service: endpoints.length === 0 ? '' : settings.defaultBackendService,
    port: '',
    endpoints,
    isExternal: false,
    shaping: undefined,
    alternatives: [],
    isInternal: endpoints.length === 0,
  };
}

function upstreamFor(ingress: NginxIngress, backend: BackendRef, source: UpstreamSource): Upstream {
  const key = keyOf(ingress.namespace, backend.service);
  const service = source.services.get(key);
  const { serviceUpstream, canary } = ingress.annotations;
  const ofService = service !== undefined && serviceUpstream ? clusterEndpoint(service, backend) : undefined;
  return {
    name: upstreamName(ingress.namespace, backend),
    service: key,
    port: backend.port,
    endpoints:
      ofService !== undefined ? [ofService] : service === undefined ? [] : serviceEndpoints(service, backend, source),
    isExternal: service?.spec.type === 'ExternalName',
    shaping: canary,
    alternatives: [],
    isInternal: false,
  };
}

/** The address of the Service itself, where it has one. */
function clusterEndpoint({ spec }: Service, { port, isNumber }: BackendRef): UpstreamEndpoint | undefined {
  const { clusterIP: address = '' } = spec;
  const number = isNumber ? Number(port) : servicePorts(spec).find(({ name }) => name === port)?.port;
  return address === '' || address === 'None' || number === undefined ? undefined : { address, port: number };
}

/** A port is named by its number, its target port or its name: the first that fits counts. */
function serviceEndpoints(service: Service, { port }: BackendRef, source: UpstreamSource): readonly UpstreamEndpoint[] {
  if (service.spec.type === 'ExternalName') return externalEndpoint(service, port, source.settings);
  const found = servicePorts(service.spec).find((each) =>
    [String(each.port), String(targetPortOf(each)), each.name].includes(port),
  );
  return found === undefined ? [] : endpointsOf(service, found, source);
}

function externalEndpoint({ spec }: Service, wanted: string, settings: NginxSettings): readonly UpstreamEndpoint[] {
  const { externalName: address = '' } = spec;
  if (settings.disableExternalName || address === '' || address === 'localhost' || isLoopback(address)) return [];
  const number = Number(wanted);
  const byName = Number.isInteger(number) ? undefined : servicePorts(spec).find(({ name }) => name === wanted);
  const found = byName ?? servicePorts(spec).find(({ port }) => port === number);
  const target = found === undefined ? number : targetPortOf(found);
  return [{ address, port: typeof target === 'number' && !Number.isNaN(target) ? target : 0 }];
}

function isLoopback(address: string): boolean {
  const ip = parseIP(address);
  return ip?.family === 'IPv4' && ip.bits >> 24n === 127n;
}

/** Ready endpoints, over TCP only; a slice without ports stands for the target port. */
function endpointsOf(service: Service, port: ServicePort, { slices }: UpstreamSource): readonly UpstreamEndpoint[] {
  const { namespace, name = '' } = service.metadata;
  const target = targetPortOf({ ...port, port: port.port ?? 0 });
  const found = new Map<string, UpstreamEndpoint>();
  for (const { ports, endpoints } of slices.of(keyOf(namespace, name))) {
    const numbers =
      ports.length === 0
        ? [target]
        : ports.filter(({ protocol }) => protocol === 'TCP').map((each) => portIn(each, port, target));
    for (const { addresses, ready } of endpoints) {
      if (!ready) continue;
      for (const number of numbers) {
        if (typeof number !== 'number') continue;
        for (const address of addresses) found.set(`${address} ${number}`, { address, port: number });
      }
    }
  }
  return [...found.values()];
}

/** By name; where no name fits, the target port if it is a number. */
function portIn(
  each: { readonly name: string; readonly port: number },
  { name = '' }: ServicePort,
  target: number | string,
): number | string {
  return name === '' || name === each.name ? each.port : target;
}

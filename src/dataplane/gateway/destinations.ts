import type { Backend } from '../../model/gateway/backends';
import { backendsOf, mirrorsOf } from '../../model/gateway/backends';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { HeaderModifier, Route, RouteFilter, RouteRule } from '../../model/gateway/objects';
import { tlsPolicyFor } from '../../model/gateway/policy-status';
import type { GatewayProfile } from '../../model/gateway/profile';
import type { NetworkModel } from '../../model/network-model';
import type { Service } from '../../model/objects';
import type { EndpointSlices } from '../endpoints/endpoint-slices';
import type { EndpointAddress } from '../endpoints/ready-endpoints';
import { readyEndpoints } from '../endpoints/ready-endpoints';
import { whyNoEndpoints } from '../endpoints/why-no-endpoints';
import type { Destination, Mirror } from './decision';

/** What a Gateway reads. */
export interface GatewaySource {
  readonly model: NetworkModel;
  readonly services: ReadonlyMap<string, Service>;
  readonly slices: EndpointSlices;
  readonly profile: GatewayProfile;
  /** Controllers that are not modelled. */
  readonly unknownControllers: readonly string[];
}

/** Where the requests of a rule go. None where its weights leave nobody. */
export function destinationsOf(
  route: Route,
  rule: RouteRule,
  at: number,
  source: GatewaySource,
): readonly Destination[] {
  const backends = backendsOf(route, rule, at, referencesOf(source));
  // Contour has those who can be found share what is left.
  const counted = source.profile === 'contour' ? backends.filter(({ problem }) => problem === undefined) : backends;
  const sum = counted.reduce((total, { weight }) => total + weight, 0);
  return counted
    .filter(({ weight }) => weight > 0)
    .map((backend) => destinationOf(backend, backend.weight / sum, route, rule, source));
}

/** Who gets copies of the requests of a rule. */
export function mirrorTargets(route: Route, rule: RouteRule, at: number, source: GatewaySource): readonly Mirror[] {
  const mirrors = mirrorsOf(route, rule, at, referencesOf(source));
  return (rule.filters ?? []).flatMap(({ requestMirror }, index) => {
    const backend = mirrors[index];
    if (backend === undefined) return [];
    const { percent, fraction } = requestMirror ?? {};
    const { numerator = 1, denominator = 100 } = fraction ?? {};
    const asked = percent !== undefined ? percent / 100 : fraction === undefined ? 1 : numerator / denominator;
    const share = source.profile === 'contour' ? 1 : asked;
    return [{ backend, share, endpoints: endpointsOf(backend, route, source) }];
  });
}

function destinationOf(
  backend: Backend,
  share: number,
  route: Route,
  rule: RouteRule,
  source: GatewaySource,
): Destination {
  const { service = '', port, problem, ref } = backend;
  const endpoints = endpointsOf(backend, route, source);
  const tls = port === undefined ? undefined : tlsPolicyFor(source.model, service, port.name ?? '');
  const usable = tls?.conditions.every(({ status }) => status === 'True') !== false;
  const failed = failureOf(backend, endpoints, usable, source);
  return {
    backend,
    share,
    endpoints,
    ...(failed === undefined ? {} : { status: failed.status }),
    // What stands at the backend comes before what stands at the rule.
    requestHeaders: [
      ...modifiersOf(ref.filters, 'requestHeaderModifier'),
      ...modifiersOf(rule.filters, 'requestHeaderModifier'),
    ],
    responseHeaders: [
      ...modifiersOf(ref.filters, 'responseHeaderModifier'),
      ...modifiersOf(rule.filters, 'responseHeaderModifier'),
    ],
    ...(tls === undefined ? {} : { tls }),
    h2c: route.kind === 'GRPCRoute' || port?.appProtocol === 'kubernetes.io/h2c',
    reason: failed?.reason ?? problem?.message ?? `Service ${service} port ${port?.port ?? ''}`,
  };
}

function failureOf(
  { service = '', port, problem }: Backend,
  endpoints: readonly EndpointAddress[],
  usable: boolean,
  { services, slices }: GatewaySource,
): { readonly status: number; readonly reason: string } | undefined {
  if (problem !== undefined) return { status: 500, reason: problem.message };
  if (!usable) return { status: 503, reason: `the BackendTLSPolicy of Service ${service} has no valid CA certificate` };
  if (endpoints.length > 0) return undefined;
  const stored = services.get(service);
  const portName = port?.name ?? '';
  const reason =
    stored === undefined
      ? `Service ${service} does not exist`
      : whyNoEndpoints(stored, slices, { portName, protocol: port?.protocol ?? 'TCP' });
  return { status: 503, reason };
}

function endpointsOf({ service, port }: Backend, route: Route, { slices }: GatewaySource): readonly EndpointAddress[] {
  if (service === undefined || port === undefined) return [];
  return readyEndpoints(slices, service, port, route.kind === 'UDPRoute' ? 'UDP' : 'TCP');
}

function modifiersOf(
  filters: readonly RouteFilter[] | undefined,
  member: 'requestHeaderModifier' | 'responseHeaderModifier',
): readonly HeaderModifier[] {
  return (filters ?? []).flatMap((filter) => filter[member] ?? []).slice(0, 1);
}

function referencesOf({ services, model }: GatewaySource) {
  return { services, objects: gatewayObjectsOf(model) };
}

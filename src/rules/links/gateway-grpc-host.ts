import { attachmentsOf } from '../../model/gateway/attachment';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { Listener } from '../../model/gateway/listeners';
import type { Route } from '../../model/gateway/objects';
import type { NetworkModel } from '../../model/network-model';
import { viewOf } from '../../model/view';
import { append, entryOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { EVERY_HOST } from '../../terms/wildcard-host';
import { defineRule } from '../rule';
import { stream } from './examples';
import { routeAt } from './facts/gateway-at';
import { gateway, HTTP, httpRoute, manifest } from './gateway-examples';

const GRPC = manifest(
  'GRPCRoute',
  'name: api',
  '{ parentRefs: [{ name: edge }], hostnames: [api.example.com], rules: [{}] }',
);

export const gatewayGrpcHost = defineRule({
  id: 'links/gateway-grpc-host',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['GRPCRoute'],
  summary: 'A host of a listener has HTTPRoutes or GRPCRoutes, not both.',
  why: 'The specification lets a controller accept only the older of the routes for one host; the other one says Accepted=False.',
  fix: 'Give gRPC a host name of its own, or write its methods as paths of the HTTPRoute.',
  passing: [
    {
      title: 'Two hosts',
      manifests: stream(gateway(HTTP), GRPC, httpRoute('parentRefs: [{ name: edge }], hostnames: [shop.example.com]')),
    },
  ],
  failing: [
    {
      title: 'One host',
      manifests: stream(gateway(HTTP), GRPC, httpRoute('parentRefs: [{ name: edge }], hostnames: [api.example.com]')),
      path: 'spec.hostnames',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const route = routeAt(context);
    if (route === undefined) return;
    for (const [listener, host] of servedBy(context.model, route)) {
      const [other] = httpRoutesAt(context.model).get(listener)?.get(host) ?? [];
      if (other === undefined) continue;
      const shown = host === EVERY_HOST ? 'any host' : host;
      const detail = `HTTPRoute ${keyOf(other.metadata.namespace, other.metadata.name ?? '')} serves ${shown} on the same listener`;
      yield { ...object.at('spec', 'hostnames').duplicate(), detail };
      return;
    }
  },
});

function servedBy(model: NetworkModel, route: Route): readonly (readonly [Listener, string])[] {
  return (attachmentsOf(model).byRoute.get(route) ?? [])
    .flatMap(({ candidates }) => candidates)
    .flatMap(({ listener, hostnames }) => hostnames.map((host) => [listener, host] as const));
}

const httpRoutesAt = viewOf((model: NetworkModel): ReadonlyMap<Listener, ReadonlyMap<string, readonly Route[]>> => {
  const byListener = new Map<Listener, Map<string, Route[]>>();
  for (const route of gatewayObjectsOf(model).routes) {
    if (route.kind !== 'HTTPRoute') continue;
    for (const [listener, host] of servedBy(model, route)) {
      append(
        entryOf(byListener, listener, () => new Map<string, Route[]>()),
        host,
        route,
      );
    }
  }
  return byListener;
});

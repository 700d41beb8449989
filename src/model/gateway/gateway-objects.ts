import { GATEWAY_GROUP, groupOf } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import { viewOf } from '../view';
import type { BackendTLSPolicy, Gateway, GatewayClass, ListenerSet, ReferenceGrant, Route } from './objects';
import { ROUTE_KINDS } from './objects';

/** The objects of Gateway API in a model, by `namespace/name`. */
export interface GatewayObjects {
  readonly classes: ReadonlyMap<string, GatewayClass>;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly listenerSets: ReadonlyMap<string, ListenerSet>;
  /** By `Kind namespace/name`, in the order of the manifests. */
  readonly routes: ReadonlyMap<string, Route>;
  readonly grants: ReadonlyMap<string, ReferenceGrant>;
  readonly backendTLSPolicies: ReadonlyMap<string, BackendTLSPolicy>;
}

export const gatewayObjects = viewOf((model: NetworkModel): GatewayObjects => {
  const byKind = new Map<string, Map<string, unknown>>();
  for (const { ref, key, manifest } of model.objects) {
    if (groupOf(ref.apiVersion) !== GATEWAY_GROUP) continue;
    const isRoute = ROUTE_KINDS.some((kind) => kind === ref.kind);
    const table = byKind.get(isRoute ? 'Route' : ref.kind) ?? new Map<string, unknown>();
    byKind.set(isRoute ? 'Route' : ref.kind, table);
    const metadata = {
      ...(manifest.metadata as object),
      ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
    };
    table.set(isRoute ? `${ref.kind} ${key}` : key, { ...manifest, metadata, spec: manifest.spec ?? {} });
  }
  const of = <T>(kind: string) => (byKind.get(kind) ?? new Map<string, unknown>()) as ReadonlyMap<string, T>;
  return {
    classes: of('GatewayClass'),
    gateways: of('Gateway'),
    listenerSets: of('ListenerSet'),
    routes: of('Route'),
    grants: of('ReferenceGrant'),
    backendTLSPolicies: of('BackendTLSPolicy'),
  };
});

import { entryOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { GATEWAY_GROUP, groupOf } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import { decode } from '../schema/decode';
import { viewOf } from '../view';
import type { BackendTLSPolicy, Gateway, GatewayClass, ListenerSet, ReferenceGrant, Route } from './objects';
import type { GatewayKind } from './schema';
import { GATEWAY_SCHEMAS } from './schema';

/**
 * The Gateway API objects of a model by `namespace/name` (classes by name), oldest first: in the order of their creation times
 * where they have some, else in that of the input.
 */
export interface GatewayObjects {
  readonly classes: ReadonlyMap<string, GatewayClass>;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly listenerSets: ReadonlyMap<string, ListenerSet>;
  /** Routes of all kinds, oldest first; of one kind, a name stands for one route. */
  readonly routes: readonly Route[];
  readonly grants: readonly ReferenceGrant[];
  readonly backendTLSPolicies: ReadonlyMap<string, BackendTLSPolicy>;
}

/** What a model has of the Gateway API, with metadata and spec present, every field of its own type, and no nulls. */
export const gatewayObjectsOf = viewOf((model: NetworkModel): GatewayObjects => {
  const found = new Map<GatewayKind | 'routes', Map<string, unknown>>();
  for (const { ref, key, manifest } of model.objects) {
    const { kind, namespace } = ref;
    if (!isGatewayKind(kind) || groupOf(ref.apiVersion) !== GATEWAY_GROUP) continue;
    const { object } = decode(manifest, GATEWAY_SCHEMAS[kind]);
    const metadata = { ...(object.metadata as object), ...(namespace === undefined ? {} : { namespace }) };
    const [group, id] = kind.endsWith('Route') ? (['routes', `${key} ${kind}`] as const) : ([kind, key] as const);
    entryOf(found, group, () => new Map<string, unknown>()).set(id, { kind, metadata, spec: object.spec });
  }
  const of = <T extends Dated>(kind: GatewayKind | 'routes') =>
    byAge((found.get(kind) ?? new Map()) as ReadonlyMap<string, T>);
  return {
    classes: of<GatewayClass>('GatewayClass'),
    gateways: of<Gateway>('Gateway'),
    listenerSets: of<ListenerSet>('ListenerSet'),
    routes: [...of<Route>('routes').values()],
    grants: [...of<ReferenceGrant>('ReferenceGrant').values()],
    backendTLSPolicies: of<BackendTLSPolicy>('BackendTLSPolicy'),
  };
});

function isGatewayKind(kind: string): kind is GatewayKind {
  return Object.hasOwn(GATEWAY_SCHEMAS, kind);
}

interface Dated {
  readonly metadata: { readonly creationTimestamp?: string };
}

/** Times that only some objects have order nothing: the input's order is then all that is known. */
function byAge<T extends Dated>(objects: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const timeOf = ({ metadata }: T) => Date.parse(metadata.creationTimestamp ?? '');
  if ([...objects.values()].some((each) => Number.isNaN(timeOf(each)))) return objects;
  return new Map(
    [...objects].sort(([a, one], [b, other]) => timeOf(one) - timeOf(other) || (a < b ? -1 : a === b ? 0 : 1)),
  );
}

/** `HTTPRoute shop/web`: how a route is called in sentences. */
export function describeRoute({ kind, metadata: { namespace, name = '' } }: Pick<Route, 'kind' | 'metadata'>): string {
  return `${kind} ${keyOf(namespace, name)}`;
}

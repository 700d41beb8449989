import { GATEWAY_GROUP, groupOf } from '../../../model/api-kinds';
import type { Attachment } from '../../../model/gateway/attachment';
import { attachmentsOf } from '../../../model/gateway/attachment';
import { describeRoute, gatewayObjectsOf } from '../../../model/gateway/gateway-objects';
import type { Listener } from '../../../model/gateway/listeners';
import type { Gateway, ListenerSet, Route } from '../../../model/gateway/objects';
import type { NetworkModel } from '../../../model/network-model';
import { viewOf } from '../../../model/view';
import { append } from '../../../terms/maps';
import { keyOf } from '../../../terms/object-ref';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';

/** Whether the object is one of Gateway API: kinds of other groups have the same names. */
export function isOfGatewayApi({ object }: RuleContext): boolean {
  return groupOf(object.apiVersion) === GATEWAY_GROUP;
}

/** The route that is judged; undefined for kinds of other groups. */
export function routeAt(context: RuleContext): Route | undefined {
  const { kind, namespace, name } = context.object;
  if (!isOfGatewayApi(context)) return undefined;
  return routesByName(context.model).get(`${kind} ${keyOf(namespace, name)}`);
}

const routesByName = viewOf(
  (model: NetworkModel): ReadonlyMap<string, Route> =>
    new Map(gatewayObjectsOf(model).routes.map((route) => [describeRoute(route), route])),
);

/** What becomes of the parentRefs of a route. */
export function attachmentsAt(context: RuleContext): readonly Attachment[] {
  const route = routeAt(context);
  return (route && attachmentsOf(context.model).byRoute.get(route)) ?? [];
}

/** The parentRefs of a route that attach it to nothing, and why. */
export function unattachedAt(object: Cursor, context: RuleContext): readonly (readonly [Cursor, Attachment])[] {
  if (areAllAttached(context.model)) return [];
  const attachments = attachmentsAt(context);
  const places = object.at('spec', 'parentRefs').items();
  return attachments.flatMap((attachment, index) => {
    const place = places[index];
    return place === undefined || isAttached(attachment) ? [] : [[place, attachment] as const];
  });
}

const areAllAttached = viewOf((model: NetworkModel) => attachmentsOf(model).attachments.every(isAttached));

function isAttached({ candidates }: Attachment): boolean {
  return candidates.some(({ outcome }) => outcome === 'attached');
}

/** The routes that are served at each listener, oldest first. */
export const routesAt = viewOf((model: NetworkModel): ReadonlyMap<Listener, readonly Route[]> => {
  const routes = new Map<Listener, Route[]>();
  for (const { route, candidates } of attachmentsOf(model).attachments) {
    for (const { listener, outcome } of candidates) if (outcome === 'attached') append(routes, listener, route);
  }
  return routes;
});

/** The Gateway or ListenerSet that is judged; undefined for kinds of other groups. */
export function listenerOwnerAt(context: RuleContext): Gateway | ListenerSet | undefined {
  if (!isOfGatewayApi(context)) return undefined;
  const { kind, namespace, name } = context.object;
  const { gateways, listenerSets } = gatewayObjectsOf(context.model);
  return kind === 'Gateway' ? gateways.get(keyOf(namespace, name)) : listenerSets.get(keyOf(namespace, name));
}

/** Every reference to a certificate in the listeners of a Gateway or a ListenerSet. */
export function certificateRefsAt(object: Cursor): readonly Cursor[] {
  const listeners = object.at('spec', 'listeners').items();
  return listeners.flatMap((listener) => listener.at('tls', 'certificateRefs').items());
}

/** Every reference to a backend in the rules of a route, those of mirrors included. */
export function backendRefsAt(object: Cursor): readonly Cursor[] {
  return rulesAt(object).flatMap((rule) => {
    const backends = rule.at('backendRefs').items();
    const filters = [rule, ...backends].flatMap((place) => place.at('filters').items());
    const mirrors = filters.map((filter) => filter.at('requestMirror', 'backendRef')).filter(({ present }) => present);
    return [...backends, ...mirrors];
  });
}

export function rulesAt(object: Cursor): readonly Cursor[] {
  return object.at('spec', 'rules').items();
}

/** A listener in a sentence. */
export function calledListener({ name, port, protocol }: Listener): string {
  return `${name} (${protocol} ${port})`;
}

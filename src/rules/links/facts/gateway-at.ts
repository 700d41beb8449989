import { GATEWAY_GROUP, groupOf } from '../../../model/api-kinds';
import type { Attachment } from '../../../model/gateway/attachment';
import { attachmentsOf } from '../../../model/gateway/attachment';
import { gatewayObjects } from '../../../model/gateway/gateway-objects';
import type { Gateway, ListenerSet, Route } from '../../../model/gateway/objects';
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
  return gatewayObjects(context.model).routes.get(`${kind} ${keyOf(namespace, name)}`);
}

/** The parentRefs of a route, and what becomes of them. */
export function attachmentsAt(object: Cursor, context: RuleContext): readonly (readonly [Cursor, Attachment])[] {
  const route = routeAt(context);
  if (route === undefined) return [];
  const attachments = attachmentsOf(context.model).of(route);
  const places = object.at('spec', 'parentRefs').items();
  return attachments.flatMap((attachment, index) => {
    const place = places[index];
    return place === undefined ? [] : [[place, attachment] as const];
  });
}

/** The Gateway or ListenerSet that is judged; undefined for kinds of other groups. */
export function listenerOwnerAt(context: RuleContext): Gateway | ListenerSet | undefined {
  if (!isOfGatewayApi(context)) return undefined;
  const { kind, namespace, name } = context.object;
  const { gateways, listenerSets } = gatewayObjects(context.model);
  return kind === 'Gateway' ? gateways.get(keyOf(namespace, name)) : listenerSets.get(keyOf(namespace, name));
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

/** Where a listener has no name of its own in a sentence. */
export function calledListener({
  name = '',
  port = 0,
  protocol = '',
}: {
  name?: string;
  port?: number;
  protocol?: string;
}): string {
  return `${name} (${protocol} ${port})`;
}

import type { NetworkModel } from '../network-model';
import type { Attachment, Parent } from './attachment';
import { attachmentsOf } from './attachment';
import { gatewayObjects } from './gateway-objects';
import type { Condition, JudgedListener } from './listeners';
import { condition } from './listeners';
import type { BackendRef, ParentReference, Route } from './objects';
import type { Profile } from './profile';
import { PROFILES } from './profile';
import { whyUnresolved } from './references';

/** The status of a Gateway, as its controller sets it. */
export interface GatewayStatus {
  readonly conditions: readonly Condition[];
  readonly listeners: readonly ListenerStatus[];
}

export interface ListenerStatus {
  readonly name: string;
  readonly attachedRoutes: number;
  readonly supportedKinds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** The status of a route: an entry for each parentRef that leads to a parent with a controller. */
export interface RouteStatus {
  readonly parents: readonly { readonly parentRef: ParentReference; readonly conditions: readonly Condition[] }[];
}

/** What nobody has looked at says so of itself. */
const PENDING: readonly Condition[] = ['Accepted', 'Programmed'].map((type) => {
  return { type, status: 'Unknown', reason: 'Pending' };
});

/** @param hasController whether a controller serves a GatewayClass */
export function gatewayStatus(
  model: NetworkModel,
  key: string,
  profile: Profile['name'],
  hasController: (className: string) => boolean,
): GatewayStatus | undefined {
  const attachments = attachmentsOf(model, profile);
  const parent = attachments.gateways.get(key);
  const gateway = gatewayObjects(model).gateways.get(key);
  if (parent === undefined || gateway === undefined) return undefined;
  if (!hasController(gateway.spec.gatewayClassName ?? '')) return { conditions: PENDING, listeners: [] };
  return {
    conditions: gatewayConditions(parent, PROFILES[profile]),
    listeners: [...parent.listeners].sort(byName).map((judged) => ({
      name: judged.listener.name ?? '',
      attachedRoutes: attachments.attachedRoutes(judged),
      supportedKinds: judged.supportedKinds,
      conditions: judged.conditions,
    })),
  };
}

/** The same for a route. */
export function routeStatus(
  model: NetworkModel,
  route: Route,
  profile: Profile['name'],
  hasController: (className: string) => boolean,
): RouteStatus {
  const owned = ({ parent }: Attachment) => parent !== undefined && hasController(classOf(model, parent));
  const attachments = attachmentsOf(model, profile).of(route).filter(owned);
  const reasons = backendRefsOf(route).map((ref) => whyUnresolved(model, route, ref, PROFILES[profile]));
  // One reason stands for all: that of the last one.
  const unresolved = reasons.findLast((reason) => reason !== undefined);
  return {
    parents: attachments.map(({ ref, reason = 'NoMatchingParent' }) => ({
      parentRef: ref,
      conditions: [
        condition('Accepted', reason === 'Accepted', 'Accepted', reason),
        condition('ResolvedRefs', unresolved === undefined, 'ResolvedRefs', unresolved ?? ''),
      ],
    })),
  };
}

/** One bad listener leaves the others alone; a Gateway without a good one is not accepted. */
function gatewayConditions({ listeners }: Parent, { blamesProgrammed }: Profile): readonly Condition[] {
  const isGood = (judged: JudgedListener) =>
    judged.conditions.every(({ type, status }) => (status === 'True') !== (type === 'Conflicted'));
  const bad = 'ListenersNotValid';
  if (listeners.every(isGood)) return [holds('Accepted', 'Accepted'), holds('Programmed', 'Programmed')];
  if (blamesProgrammed) return [holds('Accepted', 'Accepted'), condition('Programmed', false, '', bad)];
  if (listeners.some(isGood)) return [holds('Accepted', bad), holds('Programmed', 'Programmed')];
  return [condition('Accepted', false, '', bad), condition('Programmed', false, '', 'Invalid')];
}

function holds(type: string, reason: string): Condition {
  return condition(type, true, reason, '');
}

function byName(a: JudgedListener, b: JudgedListener): number {
  return (a.listener.name ?? '') < (b.listener.name ?? '') ? -1 : 1;
}

function classOf(model: NetworkModel, { kind, namespace, name }: Parent): string {
  const { gateways, listenerSets } = gatewayObjects(model);
  const key = `${namespace}/${name}`;
  if (kind === 'Gateway') return gateways.get(key)?.spec.gatewayClassName ?? '';
  const { namespace: other = namespace, name: gateway = '' } = listenerSets.get(key)?.spec.parentRef ?? {};
  return gateways.get(`${other}/${gateway}`)?.spec.gatewayClassName ?? '';
}

/** All backends that the rules of a route name, mirrors included. */
export function backendRefsOf({ spec }: Route): readonly BackendRef[] {
  return (spec.rules ?? []).flatMap(({ backendRefs = [], filters = [] }) => {
    const all = [...filters, ...backendRefs.flatMap((ref) => ref.filters ?? [])];
    return [...backendRefs, ...all.flatMap(({ requestMirror }) => requestMirror?.backendRef ?? [])];
  });
}

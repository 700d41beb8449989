import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { groupOf } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import type { Attachment, Attachments } from './attachment';
import type { Condition } from './conditions';
import { completed, met, pending, unmet } from './conditions';
import { contourConditions } from './contour-conditions';
import { gatewayObjectsOf } from './gateway-objects';
import type { GatewayView, ListenerSetView } from './gateways';
import type { Listener } from './listeners';
import type { Gateway, ParentReference, Route } from './objects';
import { policyStatuses } from './policy-status';
import type { GatewayProfile } from './profile';

/** `status.listeners[]` of a Gateway or a ListenerSet. */
export interface ListenerStatus {
  readonly name: string;
  readonly attachedRoutes: number;
  readonly supportedKinds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** What a controller says about one of the parents of a route. */
export interface ParentStatus {
  readonly parentRef: ParentReference;
  readonly conditions: readonly Condition[];
}

/** What a controller says about a policy, for one way that requests take to its target. */
export interface AncestorStatus {
  readonly ancestorRef: ParentReference;
  readonly conditions: readonly Condition[];
}

/** The status of a Gateway API object, with the fields that its kind has. */
export interface GatewayObjectStatus {
  readonly conditions?: readonly Condition[];
  /** How many addresses a Gateway has. */
  readonly addresses?: number;
  readonly listeners?: readonly ListenerStatus[];
  readonly attachedListenerSets?: number;
  readonly parents?: readonly ParentStatus[];
  readonly ancestors?: readonly AncestorStatus[];
}

/** By kind, then by `namespace/name`; of cluster-scoped objects `/name`. */
export type GatewayStatuses = Readonly<Record<string, Readonly<Record<string, GatewayObjectStatus>>>>;

/** What status is told with. */
export interface StatusOptions {
  /** The addresses of a Gateway (`namespace/name`). */
  readonly addressesOf: (gateway: string) => readonly string[];
  /** Whether there is a controller of that name (`spec.controllerName` of a GatewayClass). */
  readonly hasController: (controllerName: string) => boolean;
  /** What controllers do where they differ. Default: `spec`. */
  readonly profile?: GatewayProfile;
}

/** The status of every Gateway API object, as it is when the controllers are done. */
export function gatewayStatuses(
  model: NetworkModel,
  attachments: Attachments,
  options: StatusOptions,
): GatewayStatuses {
  const { classes, routes } = gatewayObjectsOf(model);
  const statuses: Record<string, Record<string, GatewayObjectStatus>> = {};
  const add = (kind: string, key: string, status: GatewayObjectStatus) => ((statuses[kind] ??= {})[key] = status);
  for (const [name, { spec }] of classes) {
    const accepted = options.hasController(spec.controllerName ?? '')
      ? met('Accepted', 'the class has a controller')
      : pending('Accepted');
    add('GatewayClass', `/${name}`, { conditions: [accepted] });
  }
  for (const [key, view] of attachments.gateways) {
    add('Gateway', key, gatewayStatus(model, view, attachments, options));
  }
  for (const [key, view] of attachments.listenerSets) add('ListenerSet', key, listenerSetStatus(view, attachments));
  for (const route of routes) {
    const parents = (attachments.byRoute.get(route) ?? [])
      .flatMap((each) => parentStatus(each, attachments, options.profile))
      .sort(compareParents);
    add(route.kind, keyOf(route.metadata.namespace, route.metadata.name ?? ''), { parents });
  }
  for (const [key, ancestors] of policyStatuses(model, attachments)) add('BackendTLSPolicy', key, { ancestors });
  return statuses;
}

/** The conditions of one reference of a route; empty where nobody says any. */
export function parentConditions(
  { accepted, route }: Pick<Attachment, 'accepted' | 'route'>,
  { unresolved }: Pick<Attachments, 'unresolved'>,
): readonly Condition[] {
  return accepted === undefined ? [] : [accepted, resolvedRefs(route, unresolved)];
}

/** By name, section and port: the order of a status means nothing. */
function compareParents({ parentRef: a }: ParentStatus, { parentRef: b }: ParentStatus): number {
  const key = ({ namespace = '', name = '', sectionName = '', port = 0 }: ParentReference) =>
    JSON.stringify([namespace, name, sectionName, port]);
  return key(a) < key(b) ? -1 : 1;
}

function parentStatus(
  attachment: Attachment,
  attachments: Attachments,
  profile: GatewayProfile = 'spec',
): readonly ParentStatus[] {
  const conditions = parentConditions(attachment, attachments);
  if (conditions.length === 0) return [];
  const told = profile === 'contour' ? contourConditions(attachment, attachments, conditions) : conditions;
  return [{ parentRef: attachment.parentRef, conditions: told }];
}

/** Of several reasons controllers tell the last one. */
function resolvedRefs(route: Route, unresolved: Attachments['unresolved']): Condition {
  const problems = (unresolved.get(route) ?? []).flatMap(({ problem }) => problem ?? []);
  const last = problems.at(-1);
  if (last === undefined) return met('ResolvedRefs', 'all references are resolved');
  const messages = new Set(problems.map(({ message }) => message));
  return { ...last, message: listed([...messages], 3) };
}

function gatewayStatus(
  model: NetworkModel,
  view: GatewayView,
  attachments: Attachments,
  { addressesOf }: StatusOptions,
): GatewayObjectStatus {
  const { key, gateway, served, listeners, listenerSets, statusProfile } = view;
  if (!served) return { conditions: [pending('Accepted'), pending('Programmed')], addresses: 0 };
  const addresses = addressesOf(key);
  const own = listeners.filter(({ owner }) => owner.kind === 'Gateway');
  const state = programmed(own, addresses, gateway.spec.addresses ?? []);
  return {
    conditions:
      statusProfile === 'contour'
        ? [met('Accepted', 'the Gateway is accepted'), state]
        : [missingParameters(model, gateway) ?? accepted(own), state],
    addresses: addresses.length,
    listeners: listenerStatuses(own, attachments),
    ...(listenerSets.length === 0 ? {} : { attachedListenerSets: listenerSets.length }),
  };
}

/** A Gateway whose parameters do not exist is not accepted. */
function missingParameters(model: NetworkModel, { metadata, spec }: Gateway): Condition | undefined {
  const { group = '', kind = '', name = '' } = spec.infrastructure?.parametersRef ?? {};
  const exists = model.objects.some(
    ({ ref }) =>
      groupOf(ref.apiVersion) === group &&
      ref.kind === kind &&
      ref.name === name &&
      ref.namespace === metadata.namespace,
  );
  if (name === '' || exists) return undefined;
  const message = `${kind} ${keyOf(metadata.namespace, name)}, its parameters, does not exist`;
  return unmet('Accepted', 'InvalidParameters', message);
}

/** A Gateway of which some listeners are valid is accepted, with a reason that says so. */
function accepted(listeners: readonly Listener[]): Condition {
  const bad = listeners.filter(({ problems }) => problems.length > 0);
  if (bad.length === 0) return met('Accepted', 'the Gateway is accepted');
  const status = listeners.some(({ ready }) => ready) ? 'True' : 'False';
  const message = `not valid: ${bad.map(({ name }) => name).join(', ')}`;
  return { type: 'Accepted', status, reason: 'ListenersNotValid', message };
}

/** What was programmed; that listeners are not valid is said here as well. */
function programmed(
  listeners: readonly Listener[],
  addresses: readonly string[],
  asked: readonly { readonly value?: string }[],
): Condition {
  if (addresses.length === 0) {
    const values = asked.flatMap(({ value }) => value ?? []);
    const what = values.length === 0 ? 'no address' : `none of the addresses ${values.join(', ')}`;
    return unmet('Programmed', 'AddressNotAssigned', `${what} could be assigned to the Gateway`);
  }
  const bad = listeners.filter(({ problems }) => problems.length > 0).map(({ name }) => name);
  if (bad.length > 0) return unmet('Programmed', 'ListenersNotValid', `not valid: ${bad.join(', ')}`);
  return met('Programmed', 'the Gateway is programmed');
}

function listenerSetStatus({ accepted, listeners }: ListenerSetView, attachments: Attachments): GatewayObjectStatus {
  if (accepted === undefined) return { conditions: [pending('Accepted'), pending('Programmed')] };
  const state =
    accepted.status === 'True'
      ? met('Programmed', 'the valid listeners are programmed')
      : unmet('Programmed', accepted.reason, accepted.message);
  return { conditions: [accepted, state], listeners: listenerStatuses(listeners, attachments) };
}

function listenerStatuses(listeners: readonly Listener[], attachments: Attachments): readonly ListenerStatus[] {
  return listeners.map((each) => listenerStatus(each, attachments)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listenerStatus(listener: Listener, { attachedRoutes }: Attachments): ListenerStatus {
  const { name, kinds, problems } = listener;
  const [first] = problems;
  const state =
    first === undefined
      ? met('Programmed', 'the listener is programmed')
      : unmet('Programmed', 'Invalid', first.message);
  return {
    name,
    attachedRoutes: attachedRoutes.get(listener) ?? 0,
    supportedKinds: kinds,
    conditions: completed(problems, [
      met('Accepted', 'the listener is accepted'),
      state,
      met('ResolvedRefs', 'all references are resolved'),
    ]),
  };
}

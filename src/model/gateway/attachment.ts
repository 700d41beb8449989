import { entryOf, groupBy } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { commonHost, EVERY_HOST } from '../../terms/wildcard-host';
import { GATEWAY_GROUP } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import { viewOf } from '../view';
import type { Backend } from './backends';
import { unresolvedOf } from './backends';
import type { Condition } from './conditions';
import { met, unmet } from './conditions';
import { gatewayObjectsOf } from './gateway-objects';
import type { GatewayOptions, GatewayView, ListenerSetView } from './gateways';
import { gatewaysOf } from './gateways';
import type { Listener, ListenerOwner } from './listeners';
import { admitsNamespace } from './namespaces';
import type { ParentReference, Route } from './objects';

/** What a route is to a listener that its reference selects, the first of these that holds. */
export type CandidateOutcome =
  /** The listener is invalid itself: nothing attaches to it. */
  | 'listenerNotReady'
  /** `allowedRoutes.kinds`, or the protocol, does not take this kind of route. */
  | 'kindNotAllowed'
  /** `allowedRoutes.namespaces` does not take routes of this namespace. */
  | 'namespaceNotAllowed'
  /** They have no host name in common. */
  | 'noCommonHost'
  /** The route is served there. */
  | 'attached';

/** A listener that a reference of a route selects by name and port. */
export interface Candidate {
  readonly listener: Listener;
  readonly outcome: CandidateOutcome;
  /** The host names that the route serves there, as patterns; `*` is every host. */
  readonly hostnames: readonly string[];
}

/** One reference of a route to a parent, and what came of it. */
export interface Attachment {
  readonly route: Route;
  /** Where the reference stands: `spec.parentRefs[0]`. */
  readonly path: string;
  /** With group and kind filled in. */
  readonly parentRef: ParentReference;
  /** The Gateway or ListenerSet that it names. Absent where it names none that exists, or something else (a Service of a mesh). */
  readonly parent?: ListenerOwner;
  /** The listeners of the parent. */
  readonly offered: readonly Listener[];
  /** The Gateway in question. Absent where the reference names none that exists, or something else (a Service of a mesh). */
  readonly gateway?: GatewayView;
  /** The listeners that `sectionName` and `port` leave over. */
  readonly candidates: readonly Candidate[];
  /** Absent where nobody says it: no such parent, or no controller for its class. */
  readonly accepted?: Condition;
}

/** Everything that attaches to something in a model, or does not. */
export interface Attachments {
  readonly gateways: ReadonlyMap<string, GatewayView>;
  readonly listenerSets: ReadonlyMap<string, ListenerSetView>;
  /** In the order of the routes, oldest first. */
  readonly attachments: readonly Attachment[];
  readonly byRoute: ReadonlyMap<Route, readonly Attachment[]>;
  /** References of routes to backends that cannot be followed. */
  readonly unresolved: ReadonlyMap<Route, readonly Backend[]>;
  /** How many routes are attached to a listener; whether that is valid itself does not matter. */
  readonly attachedRoutes: ReadonlyMap<Listener, number>;
}

/**
 * What attaches to what as it is declared: every class has a controller that does what the specification says, and what others make
 * is there, such as certificates. What a certificate is, and whether a Gateway is in the input, are matters of their own.
 */
export const attachmentsOf = viewOf((model: NetworkModel) => attach(model, { completed: true }));

/** Which routes attach to which listeners, and why others do not (https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways). */
export function attach(model: NetworkModel, options: GatewayOptions = {}): Attachments {
  const { routes, grants } = gatewayObjectsOf(model);
  const { gateways, listenerSets } = gatewaysOf(model, options);
  const source = { services: model.services, objects: { grants } };
  // To Contour a reference without a namespace is one to the Gateways of that name in all namespaces.
  const namesakes =
    options.profile === 'contour'
      ? groupBy(gateways.values(), ({ key }) => key.slice(key.indexOf('/') + 1))
      : new Map<string, readonly GatewayView[]>();
  const byRoute = new Map(
    routes.map((route) => [
      route,
      (route.spec.parentRefs ?? []).map((ref, index) =>
        attachmentOf(model, { gateways, listenerSets, namesakes }, route, ref, index),
      ),
    ]),
  );
  const attachments = [...byRoute.values()].flat();
  // Of these only the status of objects tells.
  let unresolved: Attachments['unresolved'] | undefined;
  let attachedRoutes: Attachments['attachedRoutes'] | undefined;
  return {
    gateways,
    listenerSets,
    attachments,
    byRoute,
    get unresolved() {
      return (unresolved ??= new Map(routes.map((route) => [route, unresolvedOf(route, source)])));
    },
    get attachedRoutes() {
      return (attachedRoutes ??= countRoutes(model, attachments));
    },
  };
}

function countRoutes(model: NetworkModel, attachments: readonly Attachment[]): Attachments['attachedRoutes'] {
  const admitted = new Map<Listener, Set<Route>>();
  for (const { route, candidates, gateway } of attachments) {
    // Contour 1.33 counts routes that are not accepted for want of a host as well.
    const hasHost = ({ hostname }: Listener) =>
      gateway?.statusProfile === 'contour' || commonHosts(hostname, route).length > 0;
    const isCounted = ({ listener, outcome }: Candidate) =>
      outcome === 'attached' || (admits(model, listener, route) === undefined && hasHost(listener));
    for (const { listener } of candidates.filter(isCounted)) {
      entryOf(admitted, listener, () => new Set<Route>()).add(route);
    }
  }
  return new Map([...admitted].map(([listener, { size }]) => [listener, size]));
}

/** What references lead to. */
interface Parents extends Pick<Attachments, 'gateways' | 'listenerSets'> {
  readonly namesakes: ReadonlyMap<string, readonly GatewayView[]>;
}

function attachmentOf(
  model: NetworkModel,
  { gateways, listenerSets, namesakes }: Parents,
  route: Route,
  ref: ParentReference,
  index: number,
): Attachment {
  const parentRef = completed(ref);
  const { group, kind, namespace = route.metadata.namespace, name = '', sectionName, port } = parentRef;
  const key = keyOf(namespace, name);
  const set = group === GATEWAY_GROUP && kind === 'ListenerSet' ? listenerSets.get(key) : undefined;
  const isGateway = group === GATEWAY_GROUP && kind === 'Gateway';
  const others =
    isGateway && ref.namespace === undefined ? (namesakes.get(name) ?? []).filter((each) => each.key !== key) : [];
  const gateway = gateways.get(set?.gateway ?? (isGateway ? key : '')) ?? others[0];
  const base = { route, path: `spec.parentRefs[${index}]`, parentRef };
  const views = gateway === undefined ? others : [gateway, ...others.filter((each) => each !== gateway)];
  const offered =
    set?.listeners ?? views.flatMap(({ listeners }) => listeners.filter(({ owner }) => owner.kind === 'Gateway'));
  if (gateway === undefined && set === undefined) return { ...base, offered, candidates: [] };
  const candidates = offered
    .filter(
      (each) => (sectionName === undefined || each.name === sectionName) && (port === undefined || each.port === port),
    )
    .map((listener) => candidateOf(model, listener, route));
  const heard = set === undefined ? gateway?.served === true : set.accepted !== undefined;
  return {
    ...base,
    parent: { kind: set === undefined ? 'Gateway' : 'ListenerSet', namespace: namespace ?? '', name },
    offered,
    ...(gateway === undefined ? {} : { gateway }),
    candidates,
    ...(heard ? { accepted: acceptance(parentRef, route, offered, candidates) } : {}),
  };
}

/** A reference with group and kind, which many routes may have in common. */
const completed = viewOf((ref: ParentReference) => ({
  ...ref,
  group: ref.group ?? GATEWAY_GROUP,
  kind: ref.kind ?? 'Gateway',
}));

function candidateOf(model: NetworkModel, listener: Listener, route: Route): Candidate {
  const refused = listener.ready ? admits(model, listener, route) : 'listenerNotReady';
  if (refused !== undefined) return { listener, outcome: refused, hostnames: [] };
  const hostnames = commonHosts(listener.hostname, route);
  return { listener, outcome: hostnames.length === 0 ? 'noCommonHost' : 'attached', hostnames };
}

/** Why a listener does not let a route in; undefined where it does. */
function admits(
  model: NetworkModel,
  listener: Listener,
  route: Route,
): 'kindNotAllowed' | 'namespaceNotAllowed' | undefined {
  const { kinds, spec, owner } = listener;
  if (!kinds.includes(route.kind)) return 'kindNotAllowed';
  const namespaces = spec.allowedRoutes?.namespaces ?? {};
  const admitted = admitsNamespace(model, namespaces, owner.namespace, route.metadata.namespace ?? '');
  return admitted ? undefined : 'namespaceNotAllowed';
}

/** The host names of a route that are among those of a listener. Routes of TCP and UDP know no hosts. */
function commonHosts(hostname: string | undefined, { kind, spec }: Route): readonly string[] {
  if (kind === 'TCPRoute' || kind === 'UDPRoute') return [EVERY_HOST];
  const { hostnames = [] } = spec;
  const own = hostnames.length === 0 ? [undefined] : hostnames;
  return [...new Set(own.flatMap((each) => commonHost(hostname, each) ?? []))];
}

function acceptance(
  { name = '', sectionName, port }: ParentReference,
  route: Route,
  offered: readonly Listener[],
  candidates: readonly Candidate[],
): Condition {
  const refuse = (reason: string, message: string) => unmet('Accepted', reason, message);
  const outcomes = new Set(candidates.map(({ outcome }) => outcome));
  if (outcomes.has('attached')) return met('Accepted', 'the route is accepted');
  if (candidates.length === 0) {
    const wanted = [
      ...(sectionName === undefined ? [] : [`called ${sectionName}`]),
      ...(port === undefined ? [] : [`on port ${port}`]),
    ];
    const asked = wanted.length === 0 ? 'a listener' : `a listener ${wanted.join(' ')}`;
    const there = offered.map((each) => `${each.name} (port ${each.port})`);
    const known = there.length === 0 ? 'it has none' : `it has ${listed(there)}`;
    return refuse('NoMatchingParent', `${name} does not have ${asked}; ${known}`);
  }
  if (outcomes.size === 1 && outcomes.has('listenerNotReady')) {
    const names = listed(candidates.map(({ listener }) => listener.name));
    return refuse(
      'NoMatchingParent',
      `nothing can attach to ${names}, which ${candidates.length === 1 ? 'is' : 'are'} invalid`,
    );
  }
  if (outcomes.has('noCommonHost')) {
    const hosts = listed([...new Set(candidates.flatMap(({ listener }) => listener.hostname ?? []))]);
    return refuse(
      'NoMatchingListenerHostname',
      `none of ${listed(route.spec.hostnames ?? [])} is a host of the listeners, which take ${hosts}`,
    );
  }
  return refuse('NotAllowedByListeners', whyNotAllowed(route, candidates));
}

function whyNotAllowed({ kind, metadata }: Route, candidates: readonly Candidate[]): string {
  const why = candidates.map(({ listener: { name, kinds, spec }, outcome }) => {
    if (outcome === 'kindNotAllowed')
      return `${name} takes ${kinds.length === 0 ? 'no route' : listed(kinds)}, not ${kind}`;
    if (outcome === 'namespaceNotAllowed') {
      const { from = 'Same' } = spec.allowedRoutes?.namespaces ?? {};
      return `${name} does not let in namespace ${metadata.namespace ?? ''} (from: ${from})`;
    }
    return `${name} is invalid`;
  });
  return listed([...new Set(why)], 3);
}

import { keyOf } from '../../terms/object-ref';
import { GATEWAY_GROUP } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import { meets, namespaceLabels } from '../network-policies';
import { viewOf } from '../view';
import { gatewayObjects } from './gateway-objects';
import { servedHostnames } from './hostnames';
import type { JudgedListener } from './listeners';
import { judgeListeners } from './listeners';
import type { AllowedRoutes, ParentReference, Route } from './objects';
import type { Profile } from './profile';
import { PROFILES } from './profile';

/** A Gateway or a ListenerSet with its listeners. */
export interface Parent {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly namespace: string;
  readonly name: string;
  readonly listeners: readonly JudgedListener[];
}

/** Why a listener does not take a route. */
export type Refusal = 'kind' | 'namespace' | 'hostname' | 'invalid';

/** A listener that a parentRef selects, and what comes of it. */
export interface Candidate {
  readonly listener: JudgedListener;
  /** Undefined where the route attaches. */
  readonly refusal: Refusal | undefined;
  /** Whether kind and namespace are allowed, whatever else is in the way: such routes are counted. */
  readonly isAllowed: boolean;
  /** The host names that the route serves there; `''` for any. */
  readonly hostnames: readonly string[];
}

/** What becomes of one parentRef of a route. */
export interface Attachment {
  readonly ref: ParentReference;
  /** Undefined for a parent that is not in the model, and for one of another kind. */
  readonly parent: Parent | undefined;
  readonly candidates: readonly Candidate[];
  /** Reason of the condition Accepted; undefined without a parent, as nobody sets it then. */
  readonly reason: AttachmentReason | undefined;
}

export type AttachmentReason = 'Accepted' | 'NoMatchingParent' | 'NotAllowedByListeners' | 'NoMatchingListenerHostname';

/** Which routes of a model attach to which listeners, and why others do not. */
export interface Attachments {
  /** By `namespace/name`. */
  readonly gateways: ReadonlyMap<string, Parent>;
  readonly listenerSets: ReadonlyMap<string, Parent>;
  of(route: Route): readonly Attachment[];
  /** How many routes a listener's status counts: those that select it and that it allows. */
  attachedRoutes(listener: JudgedListener): number;
}

const byProfile = {
  spec: viewOf((model: NetworkModel) => attach(model, PROFILES.spec)),
  contour: viewOf((model: NetworkModel) => attach(model, PROFILES.contour)),
};

/** Works out attachment once for each model. */
export function attachmentsOf(model: NetworkModel, profile: Profile['name'] = 'spec'): Attachments {
  return byProfile[profile](model);
}

function attach(model: NetworkModel, profile: Profile): Attachments {
  const objects = gatewayObjects(model);
  const parentsOf = (kind: Parent['kind'], owners: typeof objects.gateways | typeof objects.listenerSets) =>
    new Map(
      [...owners].map(([key, { metadata, spec }]): [string, Parent] => {
        const { namespace = '', name = '' } = metadata;
        const listeners = judgeListeners(model, { kind, namespace }, spec.listeners ?? [], profile);
        return [key, { kind, namespace, name, listeners }];
      }),
    );
  const gateways = parentsOf('Gateway', objects.gateways);
  const listenerSets = parentsOf('ListenerSet', objects.listenerSets);
  const of = viewOf((route: Route): readonly Attachment[] =>
    (route.spec.parentRefs ?? []).map((ref) => attachmentOf(model, route, ref, { gateways, listenerSets })),
  );
  const counts = () => countRoutes([...objects.routes.values()].flatMap((route) => of(route)));
  let counted: ReadonlyMap<JudgedListener, number> | undefined;
  return { gateways, listenerSets, of, attachedRoutes: (listener) => (counted ??= counts()).get(listener) ?? 0 };
}

function attachmentOf(
  model: NetworkModel,
  route: Route,
  ref: ParentReference,
  { gateways, listenerSets }: Pick<Attachments, 'gateways' | 'listenerSets'>,
): Attachment {
  const { group = GATEWAY_GROUP, kind = 'Gateway', name = '', namespace = route.metadata.namespace ?? '' } = ref;
  const parents = kind === 'Gateway' ? gateways : kind === 'ListenerSet' ? listenerSets : undefined;
  const parent = group === GATEWAY_GROUP ? parents?.get(keyOf(namespace, name)) : undefined;
  const selected = (parent?.listeners ?? []).filter(
    ({ listener }) =>
      (ref.sectionName ?? listener.name) === listener.name && (ref.port ?? listener.port) === listener.port,
  );
  const candidates = selected.map((listener): Candidate => {
    const hostnames = takesHostnames(route) ? servedHostnames(listener.listener.hostname, route.spec.hostnames) : [''];
    const forbidden = parent && forbiddenBy(model, route, parent, listener);
    const refusal = !listener.isValid ? 'invalid' : (forbidden ?? (hostnames.length === 0 ? 'hostname' : undefined));
    return { listener, hostnames, refusal, isAllowed: forbidden === undefined };
  });
  return { ref, parent, candidates, reason: parent && reasonOf(candidates) };
}

function takesHostnames({ kind }: Route): boolean {
  return kind !== 'TCPRoute' && kind !== 'UDPRoute';
}

function forbiddenBy(
  model: NetworkModel,
  { kind = '', metadata }: Route,
  parent: Parent,
  { listener, supportedKinds }: JudgedListener,
): 'kind' | 'namespace' | undefined {
  if (!supportedKinds.includes(kind)) return 'kind';
  const isAdmitted = admits(model, listener.allowedRoutes, parent.namespace, metadata.namespace ?? '');
  return isAdmitted ? undefined : 'namespace';
}

/** Whether routes, or listeners, of a namespace may attach to something in another one. */
export function admits(
  model: NetworkModel,
  allowed: Pick<AllowedRoutes, 'namespaces'> | undefined,
  own: string,
  namespace: string,
  otherwise: 'Same' | 'None' = 'Same',
): boolean {
  const { from = otherwise, selector } = allowed?.namespaces ?? {};
  if (from === 'All') return true;
  if (from === 'Same') return own === namespace;
  if (from !== 'Selector' || selector === undefined) return false;
  return meets(selector, namespaceLabels(model, namespace));
}

function reasonOf(candidates: readonly Candidate[]): AttachmentReason {
  const usable = candidates.filter(({ refusal }) => refusal !== 'invalid');
  if (usable.some(({ refusal }) => refusal === undefined)) return 'Accepted';
  if (usable.length === 0) return 'NoMatchingParent';
  return usable.some(({ refusal }) => refusal === 'hostname') ? 'NoMatchingListenerHostname' : 'NotAllowedByListeners';
}

/** Host names do not matter here, and neither does whether the listener can be served. */
function countRoutes(attachments: readonly Attachment[]): ReadonlyMap<JudgedListener, number> {
  const counts = new Map<JudgedListener, number>();
  for (const { candidates } of attachments) {
    for (const { listener, isAllowed } of candidates) {
      if (isAllowed) counts.set(listener, (counts.get(listener) ?? 0) + 1);
    }
  }
  return counts;
}

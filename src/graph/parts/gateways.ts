import type { Attachment, Candidate } from '../../model/gateway/attachment';
import { attachmentsOf } from '../../model/gateway/attachment';
import { backendsOf, mirrorsOf } from '../../model/gateway/backends';
import type { Condition } from '../../model/gateway/conditions';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { Listener } from '../../model/gateway/listeners';
import type { Route, RouteMatch } from '../../model/gateway/objects';
import { keyOf } from '../../terms/object-ref';
import type { MapDraft } from '../map-draft';
import { absentService } from './absent-service';
import type { MapPart, MapSource } from './part';
import { serviceId } from './services';

/** Gateways, their listeners, the routes that attach to these or are refused, and the Services that routes lead to. */
export const gateways: MapPart = ({ model }, draft) => {
  const { gateways: all, attachments, byRoute, unresolved } = attachmentsOf(model);
  for (const { key, gateway, listeners } of all.values()) {
    const { namespace = model.defaultNamespace, name = '' } = gateway.metadata;
    const { gatewayClassName = '' } = gateway.spec;
    const facts = [`class ${gatewayClassName}`];
    draft.add({ id: gatewayId(key), tier: 'entry', kind: 'Gateway', namespace, name, facts });
    for (const listener of listeners) {
      addListener(draft, listener);
      draft.connect(gatewayId(key), listenerId(listener), 'routes', [`${listener.port}`]);
    }
  }
  for (const attachment of attachments) attach(draft, attachment);
  for (const route of gatewayObjectsOf(model).routes) {
    draft.add(routeNode(route, byRoute.get(route) ?? [], unresolved.get(route) ?? []));
    leadOn(draft, route, model);
  }
};

export function gatewayId(key: string): string {
  return `Gateway/${key}`;
}

/** `Listener/Gateway/shop/edge/https`. */
function listenerId({ owner: { kind, namespace, name }, name: own }: Listener): string {
  return `Listener/${kind}/${namespace}/${name}/${own}`;
}

function routeId({ kind, metadata: { namespace, name = '' } }: Route): string {
  return `${kind}/${keyOf(namespace, name)}`;
}

function addListener(draft: MapDraft, listener: Listener): void {
  const { owner, name, port, protocol, hostname = '*', ready, problems } = listener;
  const set = owner.kind === 'ListenerSet' ? [`ListenerSet ${owner.name}`] : [];
  draft.add({
    id: listenerId(listener),
    tier: 'listener',
    kind: 'Listener',
    namespace: owner.namespace,
    name,
    facts: [`${protocol} ${port}`, hostname, ...set],
    ...(ready ? {} : problemOf(problems)),
  });
}

function problemOf([first]: readonly Condition[]): { readonly problem?: string } {
  return first === undefined ? {} : { problem: `${first.reason}: ${first.message}` };
}

/** A line for each listener that a route attaches to, with its hosts; for one that refuses it, with why. */
function attach(draft: MapDraft, { route, gateway, candidates, accepted }: Attachment): void {
  const attached = candidates.filter(({ outcome }) => outcome === 'attached');
  for (const { listener, hostnames } of attached) {
    draft.connect(listenerId(listener), routeId(route), 'routes', hostnames);
  }
  if (accepted?.status !== 'False') return;
  for (const { listener, outcome } of candidates) {
    draft.connect(listenerId(listener), routeId(route), 'refuses', [REFUSALS[outcome]]);
  }
  if (candidates.length === 0 && gateway !== undefined) {
    draft.connect(gatewayId(gateway.key), routeId(route), 'refuses', [accepted.reason]);
  }
}

const REFUSALS: Readonly<Record<Candidate['outcome'], string>> = {
  listenerNotReady: 'the listener is invalid',
  kindNotAllowed: 'takes no such kind',
  namespaceNotAllowed: 'lets in no such namespace',
  noCommonHost: 'has no host in common',
  attached: 'takes it',
};

function routeNode(
  route: Route,
  attachments: readonly Attachment[],
  unresolved: readonly { readonly problem?: Condition }[],
) {
  const { kind, metadata, spec } = route;
  const refused = attachments.flatMap(({ accepted }) => (accepted?.status === 'False' ? [accepted] : []));
  const { namespace = '', name = '' } = metadata;
  const absent = attachments.length > 0 && attachments.every(({ gateway }) => gateway === undefined);
  const problems = [...refused, ...unresolved.flatMap(({ problem }) => problem ?? [])];
  return {
    id: routeId(route),
    tier: 'route',
    kind,
    namespace,
    name,
    facts: spec.hostnames ?? [],
    ...(absent ? { problem: 'the input does not hold what it refers to' } : problemOf(problems)),
  } as const;
}

/** Lines to the Services that the rules of a route lead to, and send copies to. */
function leadOn(draft: MapDraft, route: Route, model: MapSource['model']): void {
  const source = { services: model.services, objects: gatewayObjectsOf(model) };
  for (const [at, rule] of (route.spec.rules ?? []).entries()) {
    const takes = (rule.matches ?? []).map(whatItTakes);
    for (const backend of backendsOf(route, rule, at, source)) {
      const share = backend.weight === 1 ? '' : ` weight ${backend.weight}`;
      lead(backend.service, takes.length === 0 ? [`*${share}`] : takes.map((each) => `${each}${share}`));
    }
    for (const mirror of mirrorsOf(route, rule, at, source)) lead(mirror?.service, ['copies']);
  }

  function lead(service: string | undefined, labels: readonly string[]): void {
    if (service === undefined) return;
    if (!model.services.has(service)) draft.add(absentService(service));
    draft.connect(routeId(route), serviceId(service), 'routes', labels);
  }
}

/** `GET /cart`; `*` is everything. */
function whatItTakes({ path, method, headers = [], queryParams = [] }: RouteMatch): string {
  const verb = typeof method === 'string' ? `${method} ` : '';
  const call = typeof method === 'object' ? `${method.service ?? '*'}/${method.method ?? '*'}` : undefined;
  const more = [...headers, ...queryParams].map(({ name = '', value = '' }) => ` ${name}=${value}`).join('');
  return `${verb}${call ?? path?.value ?? '*'}${more}`;
}

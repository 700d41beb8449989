import { isEchoBasic } from '../../dataplane/pods/echo-basic';
import { GATEWAY_GROUP } from '../../model/api-kinds';
import type { RequestTarget } from '../../probes/probe';
import { INGRESS_IP } from '../../terms/placeholders';
import type { Addresses } from './addresses';
import type { Aliases } from './aliases';
import type { ClusterView } from './cluster-view';
import { acceptedClasses, conditionIn, gatewayAddresses, isAnswered, isDecided, isOpen } from './gateway-conditions';
import type { Door } from './listening';
import { untilListening } from './listening';
import type { StoredGateway, StoredPod, StoredRoute } from './objects';
import type { Services } from './services';

/** What the cluster says of Gateways, their routes, and the Pods behind these. */
export class Gateways {
  constructor(
    private readonly view: ClusterView,
    private readonly aliases: Aliases,
    private readonly addresses: Addresses,
    private readonly services: Services,
  ) {}

  /** A Gateway (`namespace/name` as the manifests call it); undefined: the cluster has none of that name. */
  called(key: string): StoredGateway | undefined {
    const [namespace = '', name = ''] = key.split('/');
    const inCluster = this.aliases.namespaceInCluster(namespace);
    return this.view.gateways.find(({ metadata }) => metadata.namespace === inCluster && metadata.name === name);
  }

  /** Where a request is sent; undefined: nobody gave an address. */
  addressFor({ gateway }: Pick<RequestTarget, 'gateway'>): string | undefined {
    if (gateway !== undefined) return gatewayAddresses(this.called(gateway))[0];
    const expanded = this.addresses.expandKnown(INGRESS_IP);
    return expanded === INGRESS_IP ? undefined : expanded;
  }

  /** The routes that name a Gateway as a parent, whatever became of it. */
  routesOf(gateway: StoredGateway): readonly StoredRoute[] {
    return this.view.routes.filter(({ metadata, spec }) =>
      (spec.parentRefs ?? []).some(
        ({ group = GATEWAY_GROUP, kind = 'Gateway', namespace = metadata.namespace, name }) =>
          group === GATEWAY_GROUP &&
          kind === 'Gateway' &&
          namespace === gateway.metadata.namespace &&
          name === gateway.metadata.name,
      ),
    );
  }

  /** The Pods that routes send requests to. */
  podsBehind(routes: readonly StoredRoute[]): readonly StoredPod[] {
    const pods = routes.flatMap(({ metadata, spec }) =>
      (spec.rules ?? [])
        .flatMap(({ backendRefs = [], filters = [] }) => [
          ...backendRefs,
          ...filters.flatMap(({ requestMirror }) => requestMirror?.backendRef ?? []),
        ])
        .flatMap(({ namespace = metadata.namespace ?? '', name = '' }) => {
          const service = this.view.service(namespace, name);
          return service === undefined ? [] : this.services.podsOf(service);
        }),
    );
    return [...new Set(pods)];
  }

  /** Whether a rule of a route divides requests among several backends. */
  shares(gateway: StoredGateway): boolean {
    return this.routesOf(gateway).some(({ spec }) =>
      spec.rules?.some(({ backendRefs = [] }) => backendRefs.length > 1),
    );
  }

  get acceptedClasses(): ReadonlySet<string> {
    return acceptedClasses(this.view);
  }

  /** A controller may call a Gateway programmed whose proxy is still being started: it is dialled as well. */
  async untilServed(budgetMs: () => number, signal: AbortSignal): Promise<void> {
    await this.view.changes.until(() => this.areSettled(), budgetMs, signal);
    await untilListening(this.doors(), budgetMs(), signal);
  }

  /** Where Gateways should let a client in: the TCP ports of listeners that have routes. */
  private doors(): readonly Door[] {
    return this.view.gateways.flatMap((gateway) => {
      const [host] = gatewayAddresses(gateway);
      if (host === undefined) return [];
      const served = new Set(
        gateway.status?.listeners?.flatMap(({ name, attachedRoutes = 0 }) => (attachedRoutes > 0 ? [name] : [])),
      );
      const listeners = (gateway.spec.listeners ?? []).filter(
        ({ name, protocol }) => served.has(name) && protocol !== 'UDP',
      );
      const ports = new Set(listeners.flatMap(({ port }) => port ?? []));
      return [...ports].map((port) => ({ host, port }));
    });
  }

  /** What is not proven through Gateways, for the Pods behind them do not tell it. */
  notes(standInSecrets: ReadonlySet<string>): readonly string[] {
    const certificates = [...standInSecrets].map(
      (key) => `the certificate in Secret ${key}, which others make, has a stand-in`,
    );
    const changing = this.view.routes.filter(({ spec }) =>
      spec.rules?.some(({ filters = [] }) => filters.some(({ type = '' }) => SEEN_BY_PODS.has(type))),
    );
    return [...certificates, ...(this.podsBehind(changing).every(tellsRequests) ? [] : [NOT_SEEN])];
  }

  /** Whether controllers have said what becomes of every Gateway and route; a class without controller is not waited for. */
  private areSettled(): boolean {
    const classes = this.view.gatewayClasses;
    // A class is taken on before its Gateways are.
    const named = new Set(this.view.gateways.map(({ spec }) => spec.gatewayClassName));
    const isPending = classes.some(
      ({ metadata, status }) => named.has(metadata.name) && isOpen(conditionIn(status, 'Accepted')?.status),
    );
    if (isPending) return false;
    const accepted = this.acceptedClasses;
    return this.view.gateways
      .filter(({ spec }) => accepted.has(spec.gatewayClassName ?? ''))
      .every((gateway) => isDecided(gateway) && this.routesOf(gateway).every((route) => isAnswered(route, gateway)));
  }
}

/** Filters whose effect only who gets the request, or its copy, can tell. */
const SEEN_BY_PODS = new Set(['RequestHeaderModifier', 'URLRewrite', 'RequestMirror']);

const NOT_SEEN =
  'what Pods saw of requests through Gateways is not compared: only the image echo-basic of the conformance tests of Gateway API tells it';

/** Whether a Pod tells the requests that it gets, as the image of the conformance tests of Gateway API does. */
export function tellsRequests({ spec }: Pick<StoredPod, 'spec'>): boolean {
  return spec.containers?.some(isEchoBasic) === true;
}

import { GATEWAY_GROUP, groupOf } from '../../model/api-kinds';
import type { RouteKind } from '../../model/gateway/objects';
import type { Workload } from '../../model/workload';
import { ownOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import type { ApiServer } from './api-server';
import { PROBER_LABEL, RUN_LABEL } from './labels';
import type { KubernetesObject } from './mirror';
import { Changes, Mirror } from './mirror';
import type {
  StoredEndpointSlice,
  StoredGateway,
  StoredGatewayClass,
  StoredIngress,
  StoredNode,
  StoredPod,
  StoredRoute,
  StoredService,
  StoredWorkload,
} from './objects';
import type { Resource } from './resources';
import { listPath } from './resources';

/** Where the objects of a deployment are found: those of a run, by label, or everything in some namespaces. */
export type Scope = { readonly run: string } | { readonly namespaces: readonly string[] };

const KINDS = {
  services: '/api/v1',
  pods: '/api/v1',
  endpointslices: '/apis/discovery.k8s.io/v1',
  ingresses: '/apis/networking.k8s.io/v1',
} as const;

/** What of these kinds was made appears in the view, sooner or later. */
const WATCHED: Readonly<Record<string, keyof typeof KINDS>> = {
  Service: 'services',
  Pod: 'pods',
  EndpointSlice: 'endpointslices',
  Ingress: 'ingresses',
};

/** The kinds of Gateway API whose status says what becomes of requests; only clusters that have their definitions have lists of them. */
const ROUTE_KINDS: readonly RouteKind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
const GATEWAY_KINDS: ReadonlySet<string> = new Set(['GatewayClass', 'Gateway', 'ListenerSet', ...ROUTE_KINDS]);

/** Controllers by kind; a CronJob makes its Pods when its time comes, which nobody waits for. */
const CONTROLLERS: Readonly<Record<string, string>> = {
  Deployment: '/apis/apps/v1/deployments',
  StatefulSet: '/apis/apps/v1/statefulsets',
  DaemonSet: '/apis/apps/v1/daemonsets',
  ReplicaSet: '/apis/apps/v1/replicasets',
  ReplicationController: '/api/v1/replicationcontrollers',
  Job: '/apis/batch/v1/jobs',
};

/** What a cluster says about the objects of one deployment, kept up to date by watching. */
export class ClusterView {
  readonly changes = new Changes();
  readonly nodes: ReadonlyMap<string, StoredNode>;
  private readonly mirrors: readonly Mirror<KubernetesObject>[];
  private readonly byKind = new Map<string, Mirror<KubernetesObject>[]>();
  private readonly watched = new Map<string, Promise<void>>();

  constructor(
    private readonly api: ApiServer,
    private readonly scope: Scope,
  ) {
    const nodes = new Mirror<StoredNode>(api, { path: '/api/v1/nodes' }, this.changes.notify);
    this.nodes = nodes.items;
    const objects = Object.entries(KINDS).flatMap(([kind, root]) => this.add(kind, root, kind));
    this.mirrors = [nodes, ...objects];
  }

  /** Lists everything once and goes on to watch until the signal ends it. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all(this.mirrors.map((mirror) => mirror.start(signal)));
  }

  /** Watches the controllers that these workloads need. */
  async watchControllers(workloads: readonly Workload[], signal: AbortSignal): Promise<void> {
    const kinds = new Set(workloads.map(({ ref }) => ref.kind));
    await Promise.all(
      [...kinds].flatMap((kind) => {
        const path = ownOf(CONTROLLERS, kind);
        return path === undefined ? [] : this.watch(kind, path, signal);
      }),
    );
  }

  /** Watches a kind of Gateway API, and none of any other; every GatewayClass, whoever made it. */
  async watchGateways({ kind, ...resource }: Resource, signal: AbortSignal): Promise<void> {
    if (groupOf(resource.apiVersion) !== GATEWAY_GROUP || !GATEWAY_KINDS.has(kind)) return;
    await this.watch(kind, listPath({ kind, ...resource }), signal);
  }

  private watch(kind: string, path: string, signal: AbortSignal): Promise<void> {
    const known = this.watched.get(kind);
    if (known !== undefined) return known;
    const at = path.lastIndexOf('/');
    const mirrors = this.add(kind, path.slice(0, at), path.slice(at + 1));
    const started = Promise.all(mirrors.map((mirror) => mirror.start(signal))).then(() => undefined);
    this.watched.set(kind, started);
    return started;
  }

  get services(): readonly StoredService[] {
    return this.itemsOf<StoredService>('services');
  }

  get pods(): readonly StoredPod[] {
    return this.itemsOf<StoredPod>('pods');
  }

  get endpointSlices(): readonly StoredEndpointSlice[] {
    return this.itemsOf<StoredEndpointSlice>('endpointslices');
  }

  get ingresses(): readonly StoredIngress[] {
    return this.itemsOf<StoredIngress>('ingresses');
  }

  get gatewayClasses(): readonly StoredGatewayClass[] {
    return this.itemsOf<StoredGatewayClass>('GatewayClass');
  }

  get gateways(): readonly StoredGateway[] {
    return this.itemsOf<StoredGateway>('Gateway');
  }

  /** Routes of all kinds. */
  get routes(): readonly StoredRoute[] {
    return ROUTE_KINDS.flatMap((kind) => this.itemsOf<StoredRoute>(kind).map((route) => ({ ...route, kind })));
  }

  service(namespace: string, name: string): StoredService | undefined {
    return this.find<StoredService>('services', namespace, name);
  }

  pod(namespace: string, name: string): StoredPod | undefined {
    return this.find<StoredPod>('pods', namespace, name);
  }

  controller(kind: string, namespace: string, name: string): StoredWorkload | undefined {
    return this.find<StoredWorkload>(kind, namespace, name);
  }

  /** Whether an object that exists is in the view already, which a watch takes a moment to tell; true for kinds that are not watched. */
  shows(kind: string, namespace: string, name: string): boolean {
    const mirrored = ownOf(WATCHED, kind) ?? kind;
    return !this.byKind.has(mirrored) || this.find(mirrored, namespace, name) !== undefined;
  }

  private add(kind: string, root: string, name: string): Mirror<KubernetesObject>[] {
    const lists =
      kind === 'GatewayClass'
        ? [{ path: `${root}/${name}` }]
        : 'run' in this.scope
          ? [{ path: `${root}/${name}`, labelSelector: `${RUN_LABEL}=${this.scope.run},!${PROBER_LABEL}` }]
          : this.scope.namespaces.map((namespace) => ({
              path: `${root}/namespaces/${namespace}/${name}`,
              labelSelector: `!${PROBER_LABEL}`,
            }));
    const mirrors = lists.map((list) => new Mirror<KubernetesObject>(this.api, list, this.changes.notify));
    this.byKind.set(kind, mirrors);
    return mirrors;
  }

  private itemsOf<T extends KubernetesObject>(kind: string): readonly T[] {
    return (this.byKind.get(kind) ?? []).flatMap((mirror) => [...mirror.items.values()]) as unknown as readonly T[];
  }

  private find<T extends KubernetesObject>(kind: string, namespace: string, name: string): T | undefined {
    const key = keyOf(namespace, name);
    for (const mirror of this.byKind.get(kind) ?? []) {
      const item = mirror.items.get(key);
      if (item !== undefined) return item as unknown as T;
    }
    return undefined;
  }
}

import { Cluster } from '../../../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../../../src/dataplane/cluster-config';
import { gatewayStatusOf } from '../../../../src/dataplane/gateway/gateway-status';
import type { RunningPod } from '../../../../src/dataplane/running-pod';
import type { Container, PodSpec } from '../../../../src/model/objects';
import { workloadOf } from '../../../../src/model/workload';
import type { ClusterIPFamily } from '../../../../src/terms/ip-families';
import type { JsonObject } from '../../../../src/terms/json';
import { isObject } from '../../../../src/terms/json';
import type { PolicyProfile } from '../../../../src/terms/policy-profile';
import type { Controllers } from './fake-api-server';
import type { ObjectStore, Stored } from './object-store';
import { apiVersionOf, pathOf } from './resources';

/** In what a cluster differs from the usual one, and what it lacks. */
export interface Peculiarities {
  /** Nobody gives addresses to load balancers. */
  readonly noLoadBalancer?: boolean;
  /** Nobody serves Gateways. */
  readonly noGatewayController?: boolean;
  /** Nobody serves Ingresses. */
  readonly noIngressController?: boolean;
  /** Default: `cluster.local`. */
  readonly clusterDomain?: string;
  /** Default: `ipv4`. */
  readonly ipFamily?: ClusterIPFamily;
  /** Who enforces NetworkPolicies. Default: `spec`. */
  readonly networkPolicies?: PolicyProfile;
  /** Images that nodes cannot pull. */
  readonly missingImages?: RegExp;
}

/** Controllers, scheduler and kubelets: they do at once to the objects in the store what the model of the dataplane says. */
export class SimulatedControllers implements Controllers {
  /** Paths of the Pods that there were: one that was deleted does not come back. */
  private readonly seen = new Set<string>();

  /** The model of the dataplane. It forgets nothing, so that a new one is made when something went. */
  cluster: Cluster;
  private isStale = false;

  constructor(
    private readonly store: ObjectStore,
    private readonly peculiarities: Peculiarities,
  ) {
    this.cluster = this.newCluster();
  }

  created(path: string): void {
    const object = this.store.at(path);
    if (object === undefined) return;
    if (this.isStale) this.cluster = this.newCluster();
    this.cluster.apply(
      this.isStale ? this.store.all().map(([, each]) => this.asItRuns(each)) : [this.asItRuns(object)],
    );
    this.isStale = false;
    this.synchronize();
  }

  deleted(path: string, graceSeconds?: number): void {
    const object = this.store.at(path);
    if (object === undefined) return;
    const serves = object.kind === 'Pod' && (graceSeconds ?? 30) > 1;
    if (!serves && object.kind !== 'Namespace' && !hasFinalizers(object)) return this.remove(path, object);
    this.store.patch(path, { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } });
    if (object.kind === 'Namespace') {
      for (const [each] of this.contentsOf(path)) this.deleted(each);
      this.finishNamespaces();
    } else if (object.kind === 'Pod') {
      this.cluster.terminate(keyOfPod(object));
      this.synchronize();
    }
  }

  private remove(path: string, { metadata: { uid } }: Stored): void {
    this.store.remove(path);
    this.isStale = true;
    const owned = this.store
      .all()
      .filter(([, { metadata }]) =>
        (metadata.ownerReferences as readonly JsonObject[] | undefined)?.some((owner) => owner.uid === uid),
      );
    for (const [each] of owned) this.deleted(each, 0);
    this.finishNamespaces();
  }

  private finishNamespaces(): void {
    for (const [path, { metadata }] of this.store.in('/api/v1/namespaces')) {
      if (metadata.deletionTimestamp !== undefined && this.contentsOf(path).length === 0) this.store.remove(path);
    }
  }

  private contentsOf(namespace: string): readonly (readonly [string, Stored])[] {
    const name = namespace.slice(namespace.lastIndexOf('/') + 1);
    return this.store.all().filter(([path]) => path.includes(`/namespaces/${name}/`));
  }

  /** A stand-in listens on the ports that its arguments say; an image that is missing never becomes ready. */
  private asItRuns(manifest: Stored): JsonObject {
    const workload = workloadOf(manifest, 'default');
    if (workload === undefined) return manifest;
    const containers = workload.spec.containers?.map((container) => ({ ...container, ports: portsOf(container) }));
    const gates = this.isMissing(workload.spec) ? { readinessGates: [{ conditionType: 'image' }] } : {};
    return withSpec(manifest, workload.podSpecPath.split('.'), { ...workload.spec, containers, ...gates });
  }

  private newCluster(): Cluster {
    const { clusterDomain = 'cluster.local', ipFamily = 'ipv4', networkPolicies = 'spec' } = this.peculiarities;
    const externalHosts = ['external.example.com'];
    return new Cluster({ nodes: DEFAULT_NODES, externalHosts, clusterDomain, ipFamily, networkPolicies });
  }

  private isMissing({ containers = [] }: PodSpec): boolean {
    return containers.some(({ image = '' }) => this.peculiarities.missingImages?.test(image) === true);
  }

  private synchronize(): void {
    const { pods, pendingPods, services } = this.cluster;
    for (const pod of pods.values()) this.putPod(pod);
    for (const [key, reason] of pendingPods) {
      const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: reason }];
      this.store.patch(pathOf('Pod', ...partsOf(key)), { status: { phase: 'Pending', conditions } });
    }
    for (const [key, { spec, status }] of services) {
      const path = pathOf('Service', ...partsOf(key));
      if (this.store.at(path) === undefined) continue;
      this.store.patch(path, {
        spec,
        status: this.peculiarities.noLoadBalancer === true ? {} : status,
      });
      if (Object.keys(spec.selector ?? {}).length > 0) this.putSlices(key, this.store.at(path) as Stored);
    }
    if (this.peculiarities.noIngressController !== true) {
      for (const [path] of this.store.in('/apis/networking.k8s.io/v1/ingresses')) {
        this.store.patch(path, {
          status: { loadBalancer: { ingress: this.cluster.ingressIPs.map((ip) => ({ ip })) } },
        });
      }
    }
    if (this.peculiarities.noGatewayController !== true) this.putGatewayStatuses();
    for (const [path] of this.store.in('/apis/apps/v1/daemonsets')) {
      const [, namespace, name] = /namespaces\/(.*)\/daemonsets\/(.*)/.exec(path) ?? [];
      const own = [...pods.values()].filter(
        ({ workload }) => workload.namespace === namespace && workload.name === name,
      );
      this.store.patch(path, { status: { observedGeneration: 1, desiredNumberScheduled: own.length } });
    }
  }

  /** Nobody on this machine reaches a Gateway: no listener says that it has routes, which would be dialled. */
  private putGatewayStatuses(): void {
    const { gatewayAddresses } = this.cluster.dataplane;
    for (const [kind, statuses] of Object.entries(gatewayStatusOf(this.cluster))) {
      for (const [key, { listeners = [], ...status }] of Object.entries(statuses)) {
        const [namespace, name] = partsOf(key);
        const path = pathOf(kind, namespace === '' ? undefined : namespace, name);
        if (this.store.at(path) === undefined) continue;
        const addresses = (gatewayAddresses.get(key) ?? []).map((value) => ({ type: 'IPAddress', value }));
        const told = listeners.map(({ attachedRoutes: _, ...each }) => each);
        this.store.patch(path, {
          status: { ...status, ...(kind === 'Gateway' ? { addresses, listeners: told } : {}) },
        });
      }
    }
  }

  private putPod(pod: RunningPod): void {
    const path = pathOf('Pod', pod.namespace, pod.name);
    const before = this.store.at(path);
    if (before === undefined && this.seen.has(path)) return;
    this.seen.add(path);
    const { labels, spec, node, workload } = pod;
    const maker = this.store.at(pathOf(workload.kind, workload.namespace, workload.name));
    const owner = ownerOf(pod, maker?.metadata.uid);
    this.store.put(path, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: before?.metadata ?? { name: pod.name, namespace: pod.namespace, labels, ownerReferences: [owner] },
      spec: { ...(before?.spec ?? spec), nodeName: node },
      status: this.statusOf(pod),
    });
  }

  private statusOf({ ip, notReady, spec }: RunningPod): JsonObject {
    if (this.isMissing(spec)) {
      const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image' };
      return {
        phase: 'Pending',
        containerStatuses: spec.containers?.map(({ name }) => ({ name, state: { waiting } })),
      };
    }
    const ready = { type: 'Ready', status: notReady === undefined ? 'True' : 'False', message: notReady ?? '' };
    return {
      phase: 'Running',
      podIP: ip,
      conditions: [ready],
      containerStatuses: spec.containers?.map(({ name }) => ({ name, state: { running: {} } })),
    };
  }

  private putSlices(key: string, { metadata }: Stored): void {
    const [namespace, name] = partsOf(key);
    const made = this.cluster.dataplane.slices
      .of(key)
      .filter(({ endpoints }) => endpoints.every(({ pod }) => pod !== undefined));
    for (const [index, { ports, endpoints }] of (made.length === 0 ? [{ ports: [], endpoints: [] }] : made).entries()) {
      this.store.put(pathOf('EndpointSlice', namespace, `${name}-${index}`), {
        apiVersion: apiVersionOf('EndpointSlice'),
        kind: 'EndpointSlice',
        metadata: {
          name: `${name}-${index}`,
          namespace,
          labels: { ...metadata.labels, 'kubernetes.io/service-name': name },
          ownerReferences: [{ kind: 'Service', name, uid: metadata.uid }],
        },
        addressType: 'IPv4',
        ports,
        endpoints: endpoints.map(({ address, ready, serving, terminating, nodeName, pod = '' }) => ({
          addresses: [address],
          conditions: { ready, serving, terminating },
          nodeName,
          targetRef: { kind: 'Pod', namespace, name: partsOf(pod)[1] },
        })),
      });
    }
  }
}

function portsOf(container: Container): Container['ports'] {
  const [, , , program, ...listening] = container.command ?? [];
  if (program !== 'stand-in') return container.ports ?? [];
  return listening.map((ports) => {
    const [http, udp] = ports.split(':').map(Number);
    const port = {
      containerPort: http === 0 ? (udp ?? 0) : (http ?? 0),
      protocol: http === 0 ? 'UDP' : 'TCP',
    } as const;
    const declared = container.ports?.find(
      ({ containerPort, protocol = 'TCP' }) => containerPort === port.containerPort && protocol === port.protocol,
    );
    return { ...declared, ...port };
  });
}

function withSpec(object: JsonObject, [first = '', ...rest]: readonly string[], spec: object): JsonObject {
  const inner = object[first];
  return { ...object, [first]: rest.length === 0 || !isObject(inner) ? spec : withSpec(inner, rest, spec) };
}

/** Between a Deployment and its Pods stands a ReplicaSet. */
function ownerOf({ labels, workload: { kind, name } }: RunningPod, uid: string | undefined): JsonObject {
  const hash = labels['pod-template-hash'];
  if (kind !== 'Deployment') return { kind, name, uid, controller: true };
  return { kind: 'ReplicaSet', name: `${name}-${hash}`, uid, controller: true };
}

function hasFinalizers({ metadata }: Stored): boolean {
  return ((metadata as { readonly finalizers?: readonly string[] }).finalizers ?? []).length > 0;
}

function keyOfPod({ metadata: { namespace = '', name } }: Stored): string {
  return `${namespace}/${name}`;
}

function partsOf(key: string): readonly [namespace: string, name: string] {
  const [namespace = '', name = ''] = key.split('/');
  return [namespace, name];
}

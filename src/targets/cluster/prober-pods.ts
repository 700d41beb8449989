import type { Labels } from '../../model/objects';
import type { JsonObject } from '../../terms/json';
import { keyOf } from '../../terms/object-ref';
import type { ApiServer } from './api-server';
import type { ClusterBudgets } from './cluster-budgets';
import { ApiStatusError, ClusterError } from './cluster-error';
import { makeOwn } from './creation';
import { MANAGED_BY, PROBER_LABEL, RUN_LABEL } from './labels';
import { Changes, Mirror } from './mirror';
import type { StoredPod } from './objects';
import { isReady, whyStuck } from './objects';
import type { ProberContainer } from './prober/pod-prober';
import { withRecovery } from './recovery';
import { removeNamespace } from './removal';
import { STAND_IN_IMAGE } from './stand-ins';
import { WAITS } from './waits';

/** Where a prober has to stand. */
export interface ProberPlace {
  /** Name of the node, as the cluster calls it. */
  readonly node: string;
  /** On the node's own network; with the rights to read its rules. */
  readonly hostNetwork: boolean;
  /** Default: that of all probers which need no other. */
  readonly namespace?: string;
}

/** Pods that probes are sent from where no stand-in is: on nodes, and beside Pods with their real images. */
export class ProberPods {
  private readonly changes = new Changes();
  private readonly pods: Mirror<StoredPod>;
  private readonly made = new Map<string, Promise<ProberContainer>>();
  private readonly used = new Set<string>();
  private count = 0;
  private watching: Promise<void> | undefined;
  private namespaceMade: Promise<void> | undefined;

  constructor(
    private readonly api: ApiServer,
    private readonly run: string,
    private readonly budgets: ClusterBudgets,
    private readonly ended: AbortSignal,
    /** The namespace that those live in which have no other. */
    readonly namespace: string,
  ) {
    const labelSelector = `${RUN_LABEL}=${run},${PROBER_LABEL}`;
    this.pods = new Mirror(api, { path: '/api/v1/pods', labelSelector }, this.changes.notify);
  }

  /** Namespaces that hold probers, those made for them and others, once no more is being made. */
  async namespacesUsed(): Promise<{ readonly made: readonly string[]; readonly used: readonly string[] }> {
    await Promise.allSettled([this.namespaceMade, ...this.made.values()]);
    return { made: this.namespaceMade === undefined ? [] : [this.namespace], used: [...this.used] };
  }

  /** A prober at a place, made when it is first asked for. */
  at(place: ProberPlace): Promise<ProberContainer> {
    const key = JSON.stringify(place);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const { namespace } = place;
    const pod = { ...(namespace === undefined ? {} : { namespace }), spec: specAt(place) };
    const made = this.make(`prober-${++this.count}`, `to send probes from on node ${place.node}`, pod);
    this.made.set(key, made);
    made.catch(() => this.made.delete(key));
    return made;
  }

  /**
   * A Pod beside the probers on nodes, once it runs.
   *
   * @param what what it is for, in errors
   */
  async beside(name: string, what: string, labels: Labels, spec: JsonObject): Promise<StoredPod> {
    const made = this.make(name, what, { labels, spec });
    this.made.set(name, made);
    await made;
    return this.pods.items.get(keyOf(this.namespace, name)) as StoredPod;
  }

  /** Resolves when there is their namespace. */
  inNamespace(): Promise<void> {
    return (this.namespaceMade ??= this.makeNamespace());
  }

  /** Has their namespace go, when they are not needed any more. Nobody waits for that before the run ends. */
  dismiss(): void {
    if (this.namespaceMade !== undefined) removeNamespace(this.api, this.namespace, this.ended).catch(() => undefined);
  }

  private async make(name: string, what: string, pod: NewPod): Promise<ProberContainer> {
    const { namespace = this.namespace, labels = {}, spec } = pod;
    if (pod.namespace !== undefined) this.used.add(namespace);
    this.watching ??= this.pods.start(this.ended);
    await Promise.all([this.watching, pod.namespace === undefined ? this.inNamespace() : undefined]);
    const own = { ...labels, ...MANAGED_BY, [RUN_LABEL]: this.run, [PROBER_LABEL]: 'true' };
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: own }, spec };
    const path = `/api/v1/namespaces/${namespace}/pods`;
    await onceThereIsAnAccount(this.api, () => makeOwn(this.api, path, body, this.ended));
    const stored = () => this.pods.items.get(keyOf(namespace, name));
    const settled = () => {
      const found = stored();
      return found !== undefined && (isReady(found) || whyStuck(found) !== undefined);
    };
    await this.changes.until(settled, this.budgets.proberMs, this.ended);
    const found = stored();
    const container = found?.spec.containers?.[0]?.name ?? '';
    if (found !== undefined && isReady(found)) return { namespace, pod: name, container };
    const why = (found && whyStuck(found)) ?? `it does not run after ${this.budgets.proberMs} ms`;
    throw new ClusterError({
      place: `Pod ${namespace}/${name}, ${what}`,
      problem: why,
      remedy: `check that nodes can pull ${STAND_IN_IMAGE}`,
    });
  }

  private async makeNamespace(): Promise<void> {
    const labels = { ...MANAGED_BY, [RUN_LABEL]: this.run, 'pod-security.kubernetes.io/enforce': 'privileged' };
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespace, labels } };
    await makeOwn(this.api, '/api/v1/namespaces', body, this.ended);
  }
}

interface NewPod {
  /** Default: that of all probers which need no other. */
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly spec: JsonObject;
}

function specAt({ node, hostNetwork }: ProberPlace): JsonObject {
  return {
    nodeName: node,
    hostNetwork,
    enableServiceLinks: false,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    tolerations: [{ operator: 'Exists' }],
    containers: [
      {
        name: 'prober',
        image: STAND_IN_IMAGE,
        imagePullPolicy: 'IfNotPresent',
        args: ['pause'],
        ...(hostNetwork ? { securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } } } : {}),
      },
    ],
  };
}

/** Runs a request again for as long as it is refused because the namespace is too new to have a service account. */
export async function onceThereIsAnAccount<T>(api: ApiServer, request: () => Promise<T>): Promise<T> {
  const since = performance.now();
  for (;;) {
    try {
      return await request();
    } catch (error) {
      const isOver = performance.now() - since >= withRecovery(WAITS.serviceAccountMs, api);
      if (!hasNoAccount(error) || isOver) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAITS.serviceAccountPollMs));
    }
  }
}

function hasNoAccount(error: unknown): boolean {
  if (error instanceof ClusterError) return hasNoAccount(error.cause);
  return error instanceof ApiStatusError && error.code === 403 && /service ?account/i.test(error.message);
}

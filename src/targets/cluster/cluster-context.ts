import { GATEWAY_GROUP, groupOf } from '../../model/api-kinds';
import type { Manifest } from '../../model/manifest';
import { isClusterScoped, refOf } from '../../model/manifest';
import type { Labels } from '../../model/objects';
import { addressIn, familyOf } from '../../terms/ip';
import { isObject } from '../../terms/json';
import { placeholder } from '../../terms/placeholders';
import { eachOf } from '../concurrency';
import { Addresses, internalIPsOf, ownAddressTowards } from './addresses';
import { Aliases } from './aliases';
import type { ApiServer } from './api-server';
import { ClusterError, isTaken } from './cluster-error';
import { ClusterView } from './cluster-view';
import { CONCURRENT_REQUESTS, Creation } from './creation';
import { MANAGED_BY, RUN_LABEL, runName } from './labels';
import { ProberPods } from './prober-pods';
import { runCommand } from './prober/command';
import type { Made } from './removal';
import { remove } from './removal';
import type { Resource } from './resources';
import { Resources } from './resources';
import type { CompleteTargetOptions } from './target-options';

/** One run on a cluster: what it watches, what it made, and how all of that ends. */
export class ClusterContext {
  readonly run = runName();
  readonly aliases: Aliases;
  readonly view: ClusterView;
  readonly addresses: Addresses;
  readonly resources: Resources;
  readonly creation: Creation;
  readonly proberPods: ProberPods;
  /** Those of the experiment with policies, which go before the run ends. */
  readonly experimentPods: ProberPods;
  private readonly fixedAddresses = new Map<string, string>();
  private readonly namespacesMade: string[] = [];
  /** Namespaces that nobody knows of whether they were made. */
  private readonly uncertainNamespaces = new Set<string>();
  private readonly ended = new AbortController();
  private readonly abandoned = new AbortController();
  private removed: Promise<void> | undefined;

  constructor(
    readonly api: ApiServer,
    readonly options: CompleteTargetOptions,
    private readonly manifests: readonly Manifest[],
  ) {
    const { namespacePrefix = options.attach ? '' : `net-${this.run}-`, nodePrefix } = options;
    this.aliases = new Aliases(this.namespaces, { namespacePrefix, nodePrefix });
    const scope = options.attach
      ? { namespaces: this.namespaces.map((name) => this.aliases.namespaceInCluster(name)) }
      : { run: this.run };
    this.view = new ClusterView(api, scope);
    this.addresses = new Addresses(this.view, this.aliases, this.fixedAddresses);
    this.resources = new Resources(api);
    this.creation = new Creation(api, this.resources, this.run);
    const podsIn = (namespace: string) =>
      new ProberPods(api, this.run, options.clusterBudgets, this.ended.signal, namespace);
    this.proberPods = podsIn(`cdk8s-net-probers-${this.run}`);
    this.experimentPods = podsIn(`cdk8s-net-experiment-${this.run}`);
  }

  /** Looks at the cluster and makes the namespaces. Throws a ClusterError when the manifests may not be deployed there. */
  async open(signal: AbortSignal | undefined): Promise<void> {
    if (!this.options.attach) this.refuseClusterScoped();
    await this.view.start(this.ended.signal);
    await this.learnAddresses(signal);
    if (this.options.attach) return;
    await eachOf(this.namespaces, CONCURRENT_REQUESTS, (name) => this.makeNamespace(name, signal));
  }

  /** A cluster has lists of Gateways and routes where it has their definitions, which need not be where the input has none. */
  async watchGateways(manifests = this.manifests, signal?: AbortSignal): Promise<void> {
    const { options, resources, view } = this;
    const kinds = new Map<string, Pick<Resource, 'apiVersion' | 'kind'>>();
    for (const manifest of manifests) {
      const { apiVersion, kind } = refOf(manifest, options.namespace);
      if (groupOf(apiVersion) !== GATEWAY_GROUP) continue;
      kinds.set(kind, { apiVersion, kind });
      if (kind === 'Gateway') kinds.set('GatewayClass', { apiVersion, kind: 'GatewayClass' });
    }
    await Promise.all(
      [...kinds.values()].map(async ({ apiVersion, kind }) => {
        await view.watchGateways(await resources.of(apiVersion, kind, signal), this.ended.signal);
      }),
    );
  }

  /** What a command prints that runs on a node, with the rights to read its network rules. */
  async commandOn(node: string, command: readonly string[]): Promise<string> {
    const container = await this.proberPods.at({ node: this.aliases.nodeInCluster(node), hostNetwork: true });
    return runCommand(this.api, container, command, this.ended.signal);
  }

  /** What happened to an object, oldest first. */
  async events(kind: string, namespace: string, name: string): Promise<readonly string[]> {
    const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${name}`;
    const { items } = await this.api.request<{
      readonly items: readonly {
        readonly reason?: string;
        readonly message?: string;
        readonly lastTimestamp?: string;
      }[];
    }>('GET', `/api/v1/namespaces/${namespace}/events`, { query: { fieldSelector }, signal: this.ended.signal });
    return [...items]
      .sort((a, b) => ((a.lastTimestamp ?? '') < (b.lastTimestamp ?? '') ? -1 : 1))
      .map(({ reason = '', message = '' }) => `${reason}: ${message}`);
  }

  /** Deletes everything this run made and waits until it is gone. May be called again. */
  removeObjects(): Promise<void> {
    return (this.removed ??= this.remove());
  }

  /** The cluster itself goes: whatever is still to be deleted goes with it. */
  abandon(): void {
    this.ended.abort(new Error('the run has ended'));
    this.abandoned.abort(new Error('the cluster is deleted'));
  }

  get hasPolicies(): boolean {
    return this.manifests.some(({ kind }) => kind === 'NetworkPolicy');
  }

  private get namespaces(): readonly string[] {
    const names = this.manifests.map((manifest) => {
      const { kind, name, namespace } = refOf(manifest, this.options.namespace);
      return kind === 'Namespace' ? name : namespace;
    });
    return [...new Set(names.filter((name) => name !== undefined))];
  }

  private refuseClusterScoped(): void {
    if (this.options.allowClusterScoped) return;
    for (const manifest of this.manifests) {
      const { kind, name } = refOf(manifest, this.options.namespace);
      if (!isClusterScoped(kind) || kind === 'Namespace') continue;
      throw new ClusterError({
        place: `${kind} ${name}`,
        problem: 'belongs to no namespace, so that everybody in the cluster would see it',
        remedy: 'allow it with --allow-cluster-scoped',
      });
    }
  }

  private async learnAddresses(signal: AbortSignal | undefined): Promise<void> {
    const nodeIPs = [...this.view.nodes.values()].flatMap(internalIPsOf);
    for (const family of ['IPv4', 'IPv6'] as const) {
      const node = addressIn(nodeIPs, family);
      const outside = node === undefined ? undefined : await ownAddressTowards(node);
      if (outside !== undefined) this.fixedAddresses.set(placeholder('outsideIP', undefined, family), outside);
    }
    const { spec } = await this.api.request('GET', '/api/v1/namespaces/default/services/kubernetes', { signal });
    const clusterIP = isObject(spec) ? spec.clusterIP : undefined;
    if (typeof clusterIP === 'string') {
      this.fixedAddresses.set(placeholder('clusterIP', 'default/kubernetes', familyOf(clusterIP)), clusterIP);
    }
  }

  /** A namespace that was there before is only used where no prefix keeps the run apart from everything else. */
  private async makeNamespace(name: string, signal: AbortSignal | undefined): Promise<void> {
    const inCluster = this.aliases.namespaceInCluster(name);
    const declared = this.manifests.find((manifest) => {
      const ref = refOf(manifest, this.options.namespace);
      return ref.kind === 'Namespace' && ref.name === name;
    });
    const metadata = declared !== undefined && isObject(declared.metadata) ? declared.metadata : {};
    const labels = { ...(isObject(metadata.labels) ? metadata.labels : {}), ...MANAGED_BY, [RUN_LABEL]: this.run };
    const annotations = isObject(metadata.annotations) ? { annotations: metadata.annotations } : {};
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: inCluster, labels, ...annotations } };
    this.uncertainNamespaces.add(inCluster);
    try {
      await this.api.request('POST', '/api/v1/namespaces', { body, signal });
      this.namespacesMade.push(inCluster);
    } catch (error) {
      if (!isTaken(error)) throw error;
      await this.useNamespace(inCluster, signal);
    }
    this.uncertainNamespaces.delete(inCluster);
  }

  private async useNamespace(name: string, signal: AbortSignal | undefined): Promise<void> {
    const { metadata } = await this.api.request('GET', `/api/v1/namespaces/${name}`, { signal });
    const { labels, deletionTimestamp } = isObject(metadata)
      ? metadata
      : ({} as { labels?: unknown; deletionTimestamp?: unknown });
    const run = isObject(labels) ? (labels as Labels)[RUN_LABEL] : undefined;
    if (run === this.run) return void this.namespacesMade.push(name);
    const place = `Namespace ${name}`;
    if (run !== undefined || deletionTimestamp !== undefined) {
      const problem = run === undefined ? 'is being deleted' : `is left from an earlier run (${RUN_LABEL}=${run})`;
      throw new ClusterError({ place, problem, remedy: 'remove what is left with `cdk8s-net cleanup`' });
    }
    if (this.options.namespacePrefix === '') return;
    throw new ClusterError({ place, problem: 'exists already', remedy: 'choose another --namespace-prefix' });
  }

  private async remove(): Promise<void> {
    this.ended.abort(new Error('the run has ended'));
    let left: readonly string[];
    try {
      left = await remove(this.api, await this.allMade(), this.options.clusterBudgets, this.abandoned.signal);
    } catch (error) {
      if (this.abandoned.signal.aborted) throw error;
      // What was learnt stays true.
      const reason = error instanceof Error ? error.message : String(error);
      this.options.warn(`what the run made could not be removed: ${reason}; remove it with \`cdk8s-net cleanup\``);
      return;
    }
    if (left.length > 0) {
      this.options.warn(
        `still there: ${left.join(', ')}; remove it with \`cdk8s-net cleanup\` when the cluster lets go of it`,
      );
    }
  }

  private async allMade(): Promise<Made> {
    const { signal } = this.abandoned;
    const probers = [await this.proberPods.namespacesUsed(), await this.experimentPods.namespacesUsed()];
    for (const name of this.uncertainNamespaces) {
      if (await this.creation.isOwn(`/api/v1/namespaces/${name}`, signal)) this.namespacesMade.push(name);
    }
    const namespaces = [...this.namespacesMade, ...probers.flatMap(({ made }) => made)];
    const outside = (path: string) => !namespaces.some((name) => path.includes(`/namespaces/${name}/`));
    const paths = (await this.creation.allMade(signal)).filter(outside);
    const deployedTo = this.namespaces.map((name) => this.aliases.namespaceInCluster(name));
    const usedNamespaces = [...probers.flatMap(({ used }) => used), ...deployedTo].filter(
      (name) => !namespaces.includes(name),
    );
    return { run: this.run, namespaces, usedNamespaces: [...new Set(usedNamespaces)], paths };
  }
}

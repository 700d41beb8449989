import { setMaxListeners } from 'node:events';
import type { Manifest } from '../../model/manifest';
import type { IPFamily, Service } from '../../model/objects';
import { loadBalancerIPs } from '../../model/service';
import type { Workload } from '../../model/workload';
import { workloadOf } from '../../model/workload';
import type { DeployedPod } from '../../probes/deployed';
import type { Capability, Probe, Verdict } from '../../probes/probe';
import type { RecordedProbe } from '../../probes/recorded';
import { probeOf } from '../../probes/recorded';
import { CLUSTER_DEFAULTS } from '../../terms/cluster-defaults';
import { addressIn, familiesIn } from '../../terms/ip';
import { describeRef } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Vantage } from '../../terms/vantage';
import type { Deployment, Evidence } from '../target';
import { internalIPsOf } from './addresses';
import { capabilitiesOf } from './capabilities';
import type { ClusterContext } from './cluster-context';
import { clusterDomainOf } from './cluster-domain';
import { ClusterError } from './cluster-error';
import { Convergence } from './convergence';
import { evidenceFor } from './evidence/evidence';
import type { Observed } from './evidence/evidence-context';
import { whyNoAddress } from './evidence/why-no-address';
import { Gateways } from './gateways';
import { Identities } from './identities';
import { isReady, runs } from './objects';
import { ownerOf } from './owner';
import { learnEnforcement } from './policy-enforcement';
import type { PreparedObject } from './preparation';
import { phasesOf, prepare } from './preparation';
import { onceThereIsAnAccount } from './prober-pods';
import { ClusterProber } from './prober/cluster-prober';
import { runCommand } from './prober/command';
import { withRecovery } from './recovery';
import { Services } from './services';
import { hidesWhoAnswers, StandInNames } from './stand-in-names';
import { VantageProbers } from './vantage-probers';

/** What the cluster told of itself. */
type Learnt = Required<Pick<Deployment, 'capabilities' | 'clusterDomain' | 'enforcesPolicies' | 'notes'>>;

/** What runs in a cluster. */
export class ClusterDeployment implements Deployment {
  private readonly services_: Services;
  private readonly convergence: Convergence;
  private readonly gateways: Gateways;
  private readonly prober: ClusterProber;
  private readonly standInNames: StandInNames;
  private readonly probers: VantageProbers;
  private readonly ended = new AbortController();
  private experiment: ReturnType<typeof learnEnforcement> | undefined;
  private learnt: Learnt = {
    capabilities: new Set(),
    clusterDomain: CLUSTER_DEFAULTS.clusterDomain,
    enforcesPolicies: 'unknown',
    notes: [],
  };

  constructor(
    private readonly context: ClusterContext,
    readonly standInSecrets: ReadonlySet<string> = new Set(),
  ) {
    const { view, aliases, addresses, options } = context;
    this.services_ = new Services(view, aliases, addresses);
    this.convergence = new Convergence(view, aliases, this.services_);
    this.gateways = new Gateways(view, aliases, addresses, this.services_);
    this.standInNames = new StandInNames(view, this.services_, this.gateways, (container, command) =>
      runCommand(context.api, container, command, this.ended.signal),
    );
    const identities = new Identities(view, aliases, this.services_);
    this.probers = new VantageProbers(context);
    this.prober = new ClusterProber({
      budgets: { ...options.budgets, ...options.clusterBudgets },
      aliases,
      addresses,
      identities,
      gateways: this.gateways,
      probers: this.probers,
      whyNoAddress: (host, reason) =>
        whyNoAddress(host, reason, {
          aliases,
          events: (kind, namespace, name) => context.events(kind, namespace, name),
        }),
    });
  }

  get services(): ReadonlyMap<string, Service> {
    const { aliases, view } = this.context;
    return new Map(
      view.services.map((service) => {
        const { name, namespace = '' } = service.metadata;
        const metadata = { ...service.metadata, namespace: aliases.namespaceInManifests(namespace) };
        return [aliases.keyInManifests(namespace, name), { ...service, metadata }] as const;
      }),
    );
  }

  get pods(): readonly DeployedPod[] {
    const { aliases, view } = this.context;
    return view.pods
      .filter(runs)
      .map((pod) => ({
        pod: aliases.keyInManifests(pod.metadata.namespace, pod.metadata.name),
        workload: ownerOf(pod, aliases),
        node: aliases.nodeInManifests(pod.spec.nodeName ?? ''),
        ready: isReady(pod),
      }))
      .sort((a, b) => (a.pod < b.pod ? -1 : 1));
  }

  addressOf(from: Vantage, family: IPFamily): string | undefined {
    return addressIn(this.context.addresses.addressesOf(from), family);
  }

  get gatewayClasses(): ReadonlySet<string> {
    return this.gateways.acceptedClasses;
  }

  get nodes(): readonly string[] {
    const { aliases, view } = this.context;
    return [...view.nodes.values()]
      .filter((node) => internalIPsOf(node).length > 0)
      .map(({ metadata }) => aliases.nodeInManifests(metadata.name))
      .sort();
  }

  get capabilities(): ReadonlySet<Capability> {
    const { capabilities } = this.learnt;
    return this.ipFamilies.includes('IPv6') ? new Set([...capabilities, 'ipv6']) : capabilities;
  }

  get enforcesPolicies(): boolean | 'unknown' {
    return this.learnt.enforcesPolicies;
  }

  get notes(): readonly string[] {
    return this.learnt.notes;
  }

  get ipFamilies(): readonly IPFamily[] {
    return this.context.addresses.ipFamilies();
  }

  get ingressFamilies(): readonly IPFamily[] {
    const found = familiesIn(this.context.view.ingresses.flatMap(loadBalancerIPs));
    return found.length > 0 ? found : this.ipFamilies.slice(0, 1);
  }

  get clusterDomain(): string {
    return this.learnt.clusterDomain;
  }

  get convergesWithinMs(): number {
    return withRecovery(this.context.options.convergesWithinMs, this.context.api);
  }

  get hasEnded(): boolean {
    return this.ended.signal.aborted;
  }

  async apply(manifests: readonly Manifest[], signal?: AbortSignal): Promise<void> {
    const { view, creation, options, addresses, aliases, run } = this.context;
    const { namespace, realImages } = options;
    const ended = this.signalWith(signal);
    const expand = (text: string) => addresses.expandKnown(text);
    const prepared = prepare(manifests, { run, aliases, namespace, realImages, expand });
    const objects = prepared.filter(({ ref }) => ref.kind !== 'Namespace');
    const workloads = manifests.flatMap((manifest) => workloadOf(manifest, namespace) ?? []);
    await view.watchControllers(workloads, this.ended.signal);
    await this.context.watchGateways(manifests, ended);
    for (const phase of phasesOf(objects)) {
      await onceThereIsAnAccount(this.context.api, () => creation.createAll(phase, ended));
      // Its Pods start beside the others.
      this.experiment ??= learnEnforcement(this.context, ended);
      this.experiment.catch(() => undefined);
    }
    await this.untilShown(objects, ended);
    await this.converge(workloads, ended);
  }

  /** Asks the cluster what it can do, and under which domain it has its names: once what was deployed is there. */
  async learn(signal?: AbortSignal): Promise<void> {
    // What is deployed already is applied to nobody.
    const ended = this.signalWith(signal);
    await this.context.watchGateways(undefined, ended);
    this.experiment ??= learnEnforcement(this.context, ended);
    const [capabilities, clusterDomain, { enforcesPolicies, notes }] = await Promise.all([
      capabilitiesOf(this.context, ended),
      clusterDomainOf(this.context, ended),
      this.experiment,
    ]);
    this.learnt = {
      capabilities,
      clusterDomain,
      enforcesPolicies,
      notes: [...notes, ...this.gateways.notes(this.standInSecrets)],
    };
  }

  async terminate(pod: string): Promise<void> {
    const { api, aliases, view } = this.context;
    const [namespace = '', name = ''] = pod.split('/');
    const inCluster = aliases.namespaceInCluster(namespace);
    if (view.pod(inCluster, name) === undefined) {
      throw new RangeError(`Pod '${pod}' does not run; give namespace/name of one that does`);
    }
    // The default of Kubernetes; a stand-in asks for less.
    await api.request('DELETE', `/api/v1/namespaces/${inCluster}/pods/${name}`, {
      query: { gracePeriodSeconds: '30' },
    });
    const isTerminating = () => view.pod(inCluster, name)?.metadata.deletionTimestamp !== undefined;
    await view.changes.until(isTerminating, this.context.options.clusterBudgets.addressesMs, this.ended.signal);
  }

  async probe(
    recorded: readonly RecordedProbe[],
    signal?: AbortSignal,
    onAnswer?: () => void,
  ): Promise<readonly Verdict[]> {
    const probes = recorded.map(probeOf);
    const either = this.signalWith(signal);
    const hiding = this.context.options.realImages ? [] : probes.filter(hidesWhoAnswers);
    const hidden = new Set(hiding);
    const others = probes.filter((probe) => !hidden.has(probe));
    const verdicts = new Map<Probe, Verdict>();
    const send = async (some: readonly Probe[]) => {
      const answers = await this.prober.probe(some, either, onAnswer);
      some.forEach((probe, index) => verdicts.set(probe, answers[index] as Verdict));
    };
    await send(others);
    if (hiding.length > 0) await this.standInNames.during(() => send(hiding));
    return probes.map((probe) => verdicts.get(probe) as Verdict);
  }

  async evidence(recorded: RecordedProbe): Promise<Evidence> {
    const probe = probeOf(recorded);
    const { view, addresses, aliases } = this.context;
    const links = await evidenceFor(probe, {
      view,
      addresses,
      aliases,
      services: this.services_,
      gateways: this.gateways,
      ask: async (from, request) => (await this.probers.at(from)).ask(request, 1, this.ended.signal),
      observe: async (to) => (await this.prober.probe([to], this.ended.signal))[0] as Observed,
      command: (node, command) => this.context.commandOn(node, command),
      events: (kind, namespace, name) => this.context.events(kind, namespace, name),
    });
    return { from: probe.from, links };
  }

  /** Ends probing; what was deployed goes when the target is disposed of. May be called again. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.ended.abort(new Error('the deployment has ended'));
    this.probers[Symbol.dispose]();
    const removed = this.context.removeObjects();
    if (!this.context.options.disposable) return removed;
    removed.catch(() => undefined);
  }

  /** What was made, but is not in the view, would be neither waited for nor probed. */
  private async untilShown(objects: readonly PreparedObject[], signal: AbortSignal): Promise<void> {
    const { aliases, options, view } = this.context;
    const missing = () =>
      objects.filter(({ ref: { kind, namespace = '', name } }) => {
        return name !== '' && !view.shows(kind, aliases.namespaceInCluster(namespace), name);
      });
    const { podsMs } = options.clusterBudgets;
    if (await view.changes.until(() => missing().length === 0, podsMs, signal)) return;
    throw new ClusterError({
      place: listed(
        missing().map(({ ref }) => describeRef(ref)),
        3,
      ),
      problem: `was created, but the API server does not tell of it within ${podsMs} ms`,
      remedy: 'check that the API server answers watches',
    });
  }

  private async converge(workloads: readonly Workload[], signal: AbortSignal): Promise<void> {
    const { api, view, options } = this.context;
    const { podsMs, addressesMs, gatewaysMs } = options.clusterBudgets;
    const within = (budgetMs: number) => () => withRecovery(budgetMs, api);
    await view.changes.until(() => this.convergence.podsSettled(workloads), within(podsMs), signal);
    const settled = () => this.convergence.slicesAreUpToDate() && this.convergence.haveAddresses();
    await view.changes.until(settled, within(addressesMs), signal);
    await this.gateways.untilServed(within(gatewaysMs), signal);
  }

  private signalWith(signal: AbortSignal | undefined): AbortSignal {
    const either = signal === undefined ? this.ended.signal : AbortSignal.any([signal, this.ended.signal]);
    // Every probe under way listens.
    setMaxListeners(0, either);
    return either;
  }
}

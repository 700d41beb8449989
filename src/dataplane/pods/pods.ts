import type { SaidPort } from '../../model/undeclared-listeners';
import type { Workload } from '../../model/workload';
import { objectsIn } from '../../model/workload';
import { addressIn } from '../../terms/ip';
import { isObject } from '../../terms/json';
import { describeRef, keyOf } from '../../terms/object-ref';
import type { ClusterNetwork } from '../cluster-network';
import type { ClusterNode } from '../node';
import { nodeIPs } from '../node';
import type { RunningPod } from '../running-pod';
import { listenersOf } from './container-listeners';
import type { PodTemplate } from './pod-templates';
import { MAX_PODS, podTemplatesOf } from './pod-templates';
import { notReadyReason } from './readiness';
import { Scheduler } from './scheduler';

/** The Pods of a cluster, made by their controllers, placed and started. */
export class Pods {
  /** Those that run, by `namespace/name`. */
  readonly running = new Map<string, RunningPod>();
  /** Those that found no node, and why. */
  readonly pending = new Map<string, string>();
  private readonly scheduler: Scheduler;
  /** Keys of the Pods that each workload wants. */
  private readonly madeBy = new Map<string, ReadonlySet<string>>();
  /** Gives out the next Pod addresses of a node, one of each family. */
  readonly nextAddresses: (node: ClusterNode) => readonly string[];

  private readonly addresses = new Set<string>();

  constructor(private readonly network: ClusterNetwork) {
    this.scheduler = new Scheduler(network.nodes);
    this.nextAddresses = network.podAddresses((address) => this.addresses.has(address));
  }

  /**
   * Makes the Pods of a workload that do not run yet, and stops those of it that it no longer wants.
   *
   * @param said ports that its containers are said to listen on, beside those they declare
   */
  start(workload: Workload, said: readonly SaidPort[]): void {
    const maker = describeRef(workload.ref);
    const wanted = podTemplatesOf(workload, this.scheduler.daemonNodes(workload.spec));
    this.stopSurplus(maker, new Set(wanted.map(({ name }) => keyOf(workload.namespace, name))));
    for (const [index, template] of wanted.entries()) {
      const key = keyOf(workload.namespace, template.name);
      if (typeof workload.replicas === 'number' && index >= MAX_PODS) {
        this.pending.set(key, `${MAX_PODS} of the ${workload.replicas} Pods of ${maker} run here, which is the most`);
        break;
      }
      const pod = this.running.get(key) ?? this.startOne(key, template, workload, said);
      if (template.ordered && (pod === undefined || pod.notReady !== undefined)) break;
    }
  }

  /** From now on a Pod is terminating. Throws a RangeError when it does not run. */
  terminate(key: string): void {
    const pod = this.running.get(key);
    if (pod === undefined) throw new RangeError(`Pod '${key}' does not run; give namespace/name of one that does`);
    this.running.set(key, { ...pod, terminating: true });
  }

  private stopSurplus(maker: string, wanted: ReadonlySet<string>): void {
    for (const key of this.madeBy.get(maker) ?? []) {
      if (wanted.has(key)) continue;
      this.running.delete(key);
      this.pending.delete(key);
    }
    this.madeBy.set(maker, wanted);
  }

  private startOne(
    key: string,
    template: PodTemplate,
    workload: Workload,
    said: readonly SaidPort[],
  ): RunningPod | undefined {
    const spec = template.node === undefined ? template.spec : { ...template.spec, nodeName: template.node };
    const placement = this.scheduler.place(spec, describeRef(workload.ref));
    if ('pending' in placement) {
      this.pending.set(key, placement.pending);
      return undefined;
    }
    const { node } = placement;
    const ips = spec.hostNetwork === true ? nodeIPs(node) : this.addressesOf(workload, node);
    const listeners = listenersOf(spec, said, workload.namespace);
    const notReady = notReadyReason(spec, listeners);
    const pod: RunningPod = {
      namespace: workload.namespace,
      name: template.name,
      key,
      ip: ips[0] ?? '',
      ips,
      node: node.name,
      hostNetwork: spec.hostNetwork === true,
      labels: template.labels,
      annotations: workload.annotations,
      spec,
      workload: workload.ref,
      listeners,
      ...(notReady === undefined ? {} : { notReady }),
      terminating: false,
    };
    this.pending.delete(key);
    this.running.set(key, pod);
    return pod;
  }

  /** A Pod that was read from a cluster keeps the addresses that it had there. */
  private addressesOf(workload: Workload, node: ClusterNode): readonly string[] {
    const had = recordedAddresses(workload).filter((ip) => this.network.isPodAddress(ip) && !this.addresses.has(ip));
    const families = node.addresses.map(({ family }) => family);
    const kept = families.flatMap((family) => addressIn(had, family) ?? []);
    const next = kept.length === families.length ? [] : this.nextAddresses(node);
    const addresses = families.flatMap((family) => addressIn(kept, family) ?? addressIn(next, family) ?? []);
    for (const address of addresses) this.addresses.add(address);
    return addresses;
  }
}

/** `status.podIPs` of a Pod that was read from a cluster. */
function recordedAddresses({ ref, manifest: { status } }: Workload): readonly string[] {
  if (ref.kind !== 'Pod' || !isObject(status)) return [];
  const all = [status.podIP, ...objectsIn<{ readonly ip?: unknown }>(status.podIPs).map(({ ip }) => ip)];
  return all.filter((ip) => typeof ip === 'string');
}

import type { PodSpec } from '../../model/objects';
import { servingContainers } from '../../model/workload';
import type { ClusterNode } from '../node';
import { admits } from './node-affinity';

/** A node for a Pod, or why there is none. */
export type Placement = { readonly node: ClusterNode } | { readonly pending: string };

/**
 * Places Pods as kube-scheduler does for small ones: nodes that fit, of those the one with the fewest Pods of the same
 * workload, then the fewest Pods. A Pod that names its node goes there unasked.
 */
export class Scheduler {
  private readonly load = new Map<string, number>();
  private readonly hostPorts = new Set<string>();
  private readonly tainted: boolean;

  constructor(private readonly nodes: ReadonlyMap<string, ClusterNode>) {
    // A control plane that is all there is has no taint: kind and kubeadm's single-node clusters remove it.
    this.tainted = [...nodes.values()].some(({ controlPlane }) => !controlPlane);
  }

  /** The nodes that a DaemonSet's Pods run on. */
  daemonNodes(spec: PodSpec): readonly string[] {
    return [...this.nodes.values()].filter((node) => this.misfit(spec, node) === undefined).map(({ name }) => name);
  }

  /** @param workload names what makes the Pod, for spreading */
  place(spec: PodSpec, workload: string): Placement {
    const node = spec.nodeName === undefined ? this.choose(spec, workload) : this.nodes.get(spec.nodeName);
    if (node === undefined) return { pending: this.whyNot(spec) };
    for (const port of hostPortsOf(spec)) this.hostPorts.add(`${node.name} ${port}`);
    this.add(node.name);
    this.add(`${node.name} ${workload}`);
    return { node };
  }

  private choose(spec: PodSpec, workload: string): ClusterNode | undefined {
    let best: { readonly node: ClusterNode; readonly cost: readonly [number, number] } | undefined;
    for (const node of this.nodes.values()) {
      if (this.misfit(spec, node) !== undefined) continue;
      const cost = [this.load.get(`${node.name} ${workload}`) ?? 0, this.load.get(node.name) ?? 0] as const;
      if (best === undefined || cost[0] < best.cost[0] || (cost[0] === best.cost[0] && cost[1] < best.cost[1])) {
        best = { node, cost };
      }
    }
    return best?.node;
  }

  private misfit(spec: PodSpec, node: ClusterNode): string | undefined {
    if (node.controlPlane && this.tainted && !tolerates(spec)) return 'has the taint of a control plane';
    if (!admits(spec, node.labels)) return "does not match the Pod's nodeSelector or affinity";
    const taken = hostPortsOf(spec).find((port) => this.hostPorts.has(`${node.name} ${port}`));
    return taken === undefined ? undefined : `has no free host port ${taken}`;
  }

  private whyNot(spec: PodSpec): string {
    if (spec.nodeName !== undefined) return `there is no node named ${spec.nodeName}`;
    const reasons = [...this.nodes.values()].map((node) => `${node.name} ${this.misfit(spec, node) ?? 'fits'}`);
    return `no node fits: ${reasons.join(', ')}`;
  }

  private add(key: string): void {
    this.load.set(key, (this.load.get(key) ?? 0) + 1);
  }
}

function tolerates({ tolerations = [] }: PodSpec): boolean {
  return tolerations.some(
    ({ key, effect }) =>
      (key === undefined || key === 'node-role.kubernetes.io/control-plane') &&
      (effect === undefined || effect === 'NoSchedule'),
  );
}

/** Ports that only one Pod of a node can have: `hostPort`, and all declared ones with hostNetwork. */
function hostPortsOf(spec: PodSpec): readonly string[] {
  return servingContainers(spec).flatMap(({ ports = [] }) =>
    ports.flatMap(
      ({ containerPort = 0, hostPort = spec.hostNetwork === true ? containerPort : 0, hostIP = '', protocol }) =>
        hostPort === 0 ? [] : [`${hostPort}/${protocol ?? 'TCP'}${hostIP === '' ? '' : ` at ${hostIP}`}`],
    ),
  );
}

import type { NetworkModel } from '../../model/network-model';
import type { Service } from '../../model/objects';
import type { Workload } from '../../model/workload';
import { entryOf, groupBy } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import type { Vantage } from '../../terms/vantage';
import type { Deployed, DeployedPod } from '../deployed';

/** Somebody who asks. */
export interface Client {
  readonly from: Vantage;
  /** The column of the matrix. */
  readonly label: string;
  readonly namespace?: string;
  readonly node?: string;
  readonly workload?: Workload;
}

export const outside: Client = { from: { outside: true }, label: 'outside' };

/** Somebody outside with an address. */
export function outsideAt(address: string): Client {
  return { from: { outside: true, address }, label: `${outside.label} ${address}` };
}

/** At most so many workloads of a namespace ask for each of its Services, so that a plan grows linearly. */
const MAX_CLIENTS = 5;

/** The clients that a deployment offers, and which Pods stand behind a workload. */
export class Clients {
  private readonly podsByWorkload: ReadonlyMap<string, readonly DeployedPod[]>;
  private readonly byNamespace = new Map<string, readonly Client[]>();
  private readonly bySelection = new Map<readonly Workload[], readonly DeployedPod[]>();
  private readonly readyAmong = new Map<readonly DeployedPod[], readonly DeployedPod[]>();
  private readonly names = new Map<readonly DeployedPod[], readonly string[]>();
  readonly nodes: readonly Client[];

  constructor(
    private readonly model: NetworkModel,
    deployed: Deployed,
  ) {
    this.podsByWorkload = groupBy(deployed.pods, ({ workload }) => workload);
    this.nodes = deployed.nodes.map((node) => ({ from: { node }, label: `node ${node}`, node }));
  }

  podsOf({ ref }: Workload): readonly DeployedPod[] {
    return this.podsByWorkload.get(`${ref.kind}/${keyOf(ref.namespace, ref.name)}`) ?? [];
  }

  /** The Pods that may answer for a Service, in a list that it may share; undefined when its endpoints are written by hand. */
  behind({ metadata, spec }: Service): readonly DeployedPod[] | undefined {
    const { selector = {}, publishNotReadyAddresses = false } = spec;
    if (Object.keys(selector).length === 0) return undefined;
    const workloads = this.model.select(metadata.namespace ?? this.model.defaultNamespace, selector);
    const pods = entryOf(this.bySelection, workloads, () => workloads.flatMap((workload) => this.podsOf(workload)));
    return publishNotReadyAddresses ? pods : entryOf(this.readyAmong, pods, () => pods.filter(({ ready }) => ready));
  }

  /** The names of Pods (`namespace/name`), in a list that equal Services share. */
  namesOf(pods: readonly DeployedPod[]): readonly string[] {
    return entryOf(this.names, pods, () => pods.map(({ pod }) => pod));
  }

  /** One Pod of each of the first workloads of a namespace; those that end by themselves do not ask. */
  of(namespace: string): readonly Client[] {
    const known = this.byNamespace.get(namespace);
    if (known !== undefined) return known;
    const clients = this.model
      .workloadsOf(namespace)
      .filter(({ finite }) => !finite)
      .flatMap((workload) => this.allOf(workload).slice(0, 1))
      .slice(0, MAX_CLIENTS);
    this.byNamespace.set(namespace, clients);
    return clients;
  }

  /** All Pods of a workload. */
  allOf(workload: Workload): readonly Client[] {
    const { namespace, ref } = workload;
    const label = namespace === this.model.defaultNamespace ? ref.name : keyOf(namespace, ref.name);
    return this.podsOf(workload).map(({ pod, node }) => ({ from: { pod }, label, namespace, node, workload }));
  }
}

/**
 * Whether names of the cluster resolve there: not on nodes nor outside, nor in Pods with `dnsPolicy` `Default` or
 * `None`, nor in Pods on the host network that leave `dnsPolicy` at `ClusterFirst`.
 */
export function usesClusterDNS({ workload }: Pick<Client, 'workload'>): boolean {
  if (workload === undefined) return false;
  const { dnsPolicy = 'ClusterFirst', hostNetwork = false } = workload.spec;
  return dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
}

import type { ConnectionTarget, Vantage } from '../../probes/probe';
import type { Aliases } from './aliases';
import type { ClusterView } from './cluster-view';
import type { StoredPod } from './objects';
import { hostnameOf } from './objects';
import type { Services } from './services';

/** Who answers: the Pod, or the host outside, that a host name in an answer stands for. */
export class Identities {
  constructor(
    private readonly view: ClusterView,
    private readonly aliases: Aliases,
    private readonly services: Services,
  ) {}

  /** `namespace/name` of a Pod, the name of an external host, or undefined when it was neither. */
  whoAnswered(from: Vantage, to: ConnectionTarget, hostname: string | undefined): string | undefined {
    const { service, pod: dialled, externalHost } = this.services.dialledBy(from, to);
    if (hostname !== undefined) {
      const pods = this.view.pods.filter((pod) => hostnameOf(pod) === hostname);
      const meant = dialled === undefined ? service && this.services.podsOf(service) : [dialled];
      const pod = pods.length > 1 ? this.likeliest(pods, from, to, meant) : pods[0];
      if (pod !== undefined) return this.aliases.keyInManifests(pod.metadata.namespace, pod.metadata.name);
    }
    return externalHost;
  }

  /** The Pod that says that it answered a request through a Gateway, which should be one of some. */
  podCalled(
    { hostname, namespace }: { readonly hostname: string; readonly namespace?: string },
    meant: readonly StoredPod[],
  ): string | undefined {
    const isIt = (pod: StoredPod) =>
      namespace === undefined || namespace === ''
        ? hostnameOf(pod) === hostname
        : pod.metadata.name === hostname && pod.metadata.namespace === namespace;
    return this.keyOf(meant.find(isIt) ?? this.view.pods.find(isIt));
  }

  /** The Pod, one of some, whose name stands in bytes as protobuf writes a string: its length, then itself. */
  podNamedIn(bytes: string, meant: readonly StoredPod[]): string | undefined {
    const isIt = ({ metadata: { name } }: StoredPod) => bytes.includes(String.fromCharCode(name.length) + name);
    return this.keyOf(meant.find(isIt));
  }

  private keyOf(pod: StoredPod | undefined): string | undefined {
    return pod && this.aliases.keyInManifests(pod.metadata.namespace, pod.metadata.name);
  }

  /**
   * Pods of two namespaces can have one name, and all Pods on the host network have that of their node. What was dialled
   * tells them apart: first the Pods that it stands for, then those that declare the port, then those of the client's namespace.
   */
  private likeliest(
    pods: readonly StoredPod[],
    from: Vantage,
    { port }: ConnectionTarget,
    meant: readonly StoredPod[] = [],
  ): StoredPod | undefined {
    const namespace = 'pod' in from ? this.aliases.namespaceInCluster(from.pod.split('/')[0] ?? '') : undefined;
    return (
      pods.find((pod) => meant.includes(pod)) ??
      pods.find(({ spec }) => spec.containers?.some(({ ports }) => ports?.some((one) => one.containerPort === port))) ??
      pods.find(({ metadata }) => metadata.namespace === namespace) ??
      pods[0]
    );
  }
}

import { listenersOf } from '../../dataplane/pods/container-listeners';
import { notReadyReason } from '../../dataplane/pods/readiness';
import type { Workload } from '../../model/workload';
import { groupBy } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import type { Aliases } from './aliases';
import type { ClusterView } from './cluster-view';
import type { StoredPod } from './objects';
import { isReady, whyStuck } from './objects';
import { ownerOf } from './owner';
import type { Services } from './services';

/** What a deployment has to wait for, as conditions on what the cluster says. */
export class Convergence {
  constructor(
    private readonly view: ClusterView,
    private readonly aliases: Aliases,
    private readonly services: Services,
  ) {}

  /** Whether the Pods of all workloads are there, each ready or known not to become so. */
  podsSettled(workloads: readonly Workload[]): boolean {
    const byOwner = groupBy(this.view.pods, (pod) => ownerOf(pod, this.aliases));
    return workloads.every((workload) => {
      const { kind, namespace, name } = workload.ref;
      return this.isSettled(workload, byOwner.get(`${kind}/${keyOf(namespace, name)}`) ?? []);
    });
  }

  private isSettled(workload: Workload, pods: readonly StoredPod[]): boolean {
    const { kind, name } = workload.ref;
    if (kind === 'CronJob') return true;
    const controller =
      kind === 'Pod'
        ? undefined
        : this.view.controller(kind, this.aliases.namespaceInCluster(workload.namespace), name);
    if (controller?.status?.conditions?.some(({ type, status }) => FAILED.has(type) && status === 'True') === true) {
      return true;
    }
    if (workload.finite) return pods.length > 0 && pods.every((pod) => hasEnded(pod) || isPodSettled(pod));
    if (workload.replicas === 'perNode') {
      const { generation = 0 } = controller?.metadata ?? {};
      const { observedGeneration = -1, desiredNumberScheduled = Infinity } = controller?.status ?? {};
      return observedGeneration >= generation && pods.length >= desiredNumberScheduled && pods.every(isPodSettled);
    }
    // A StatefulSet makes its next Pod when the one before is ready, which may never be.
    const waitsForEver = kind === 'StatefulSet' && pods.some((pod) => !isReady(pod) && isPodSettled(pod));
    return waitsForEver || (pods.length >= workload.replicas && pods.every(isPodSettled));
  }

  /** Whether every Service that asked for a load balancer, and every Ingress, has an address. */
  haveAddresses(): boolean {
    const balanced = this.view.services.filter(({ spec }) => spec.type === 'LoadBalancer');
    return [...balanced, ...this.view.ingresses].every(
      ({ status }) => (status?.loadBalancer?.ingress?.length ?? 0) > 0,
    );
  }

  /** Whether the EndpointSlices say of every Pod what the Pod says of itself. */
  slicesAreUpToDate(): boolean {
    return this.view.services.every((service) => {
      if (service.spec.type === 'ExternalName' || Object.keys(service.spec.selector ?? {}).length === 0) return true;
      const slices = this.services.slicesOf(service);
      if (slices.length === 0) return false;
      const listed = new Map(
        slices.flatMap(({ endpoints }) =>
          (endpoints ?? []).map(
            ({ targetRef, conditions }) => [targetRef?.name ?? '', conditions?.ready !== false] as const,
          ),
        ),
      );
      return this.services
        .podsOf(service)
        .filter(({ status, metadata }) => status?.podIP !== undefined && metadata.deletionTimestamp === undefined)
        .every((pod) => {
          const ready = isReady(pod) || service.spec.publishNotReadyAddresses === true;
          return hasEnded(pod) || listed.get(pod.metadata.name) === ready;
        });
    });
  }
}

/** Controllers say so when they cannot make their Pods. */
const FAILED = new Set(['ReplicaFailure']);

function hasEnded({ status }: StoredPod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

function isPodSettled(pod: StoredPod): boolean {
  if (isReady(pod) || whyStuck(pod) !== undefined) return true;
  return pod.status?.phase === 'Running' && notReadyReason(pod.spec, listenersOf(pod.spec)) !== undefined;
}

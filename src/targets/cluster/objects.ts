import type { Gateway, GatewayClass, ParentReference, Route } from '../../model/gateway/objects';
import type { EndpointSlice, Ingress, Pod, PodSpec, Service } from '../../model/objects';
import type { JsonObject } from '../../terms/json';
import type { KubernetesObject } from './mirror';

/** Objects as the API server has them: the fields that networking reads, and what a cluster adds. */
export type StoredService = KubernetesObject & Service;
export type StoredEndpointSlice = KubernetesObject & EndpointSlice;

export type StoredIngress = KubernetesObject &
  Ingress & {
    readonly status?: {
      readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] };
    };
  };

export interface ContainerStatus {
  readonly name: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: JsonObject;
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
  };
  readonly lastState?: ContainerStatus['state'];
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

export type StoredPod = KubernetesObject &
  Pod & {
    readonly spec: PodSpec;
    readonly status?: {
      readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
      readonly podIP?: string;
      readonly podIPs?: readonly { readonly ip?: string }[];
      readonly conditions?: readonly Condition[];
      readonly containerStatuses?: readonly ContainerStatus[];
      readonly initContainerStatuses?: readonly ContainerStatus[];
    };
  };

export interface StoredNode extends KubernetesObject {
  readonly spec: {
    readonly podCIDR?: string;
    readonly podCIDRs?: readonly string[];
    readonly taints?: readonly { readonly key: string }[];
  };
  readonly status: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly conditions?: readonly Condition[];
  };
}

/** A controller of Pods. */
export interface StoredWorkload extends KubernetesObject {
  readonly spec: { readonly replicas?: number; readonly parallelism?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly currentNumberScheduled?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** The conditions that a controller has of one thing. */
export interface Conditions {
  readonly conditions?: readonly (Condition & { readonly observedGeneration?: number })[];
}

export type StoredGatewayClass = KubernetesObject & GatewayClass & { readonly status?: Conditions };

export type StoredGateway = KubernetesObject &
  Gateway & {
    readonly status?: Conditions & {
      readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
      readonly listeners?: readonly (Conditions & { readonly name?: string; readonly attachedRoutes?: number })[];
    };
  };

export type StoredRoute = KubernetesObject &
  Route & {
    readonly status?: { readonly parents?: readonly (Conditions & { readonly parentRef?: ParentReference })[] };
  };

/** The addresses of a Pod, the primary one first. */
export function podIPsOf(status: StoredPod['status']): readonly string[] {
  const all = [status?.podIP, ...(status?.podIPs ?? []).map(({ ip }) => ip)];
  return [...new Set(all.filter((ip) => ip !== undefined))];
}

/** What `hostname` prints in a Pod. */
export function hostnameOf({ metadata, spec }: StoredPod): string | undefined {
  return spec.hostNetwork === true ? spec.nodeName : (spec.hostname ?? metadata.name);
}

/** Whether a Pod takes part in its Services, or a node is ready by its own word. */
export function isReady({ status }: { readonly status?: Conditions }): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}

/** Why a Pod does not run and will not by itself, in the words of the cluster; undefined while it may. */
export function whyStuck({ status }: StoredPod): string | undefined {
  const unscheduled = status?.conditions?.find(
    ({ type, status: value }) => type === 'PodScheduled' && value === 'False',
  );
  if (unscheduled?.reason === 'Unschedulable') return `no node takes it: ${unscheduled.message ?? ''}`;
  for (const { name, state } of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) {
    const { reason = '', message = '' } = state?.waiting ?? {};
    if (STUCK.has(reason)) return `container ${name} does not start: ${reason}${message === '' ? '' : `: ${message}`}`;
  }
  if (status?.phase === 'Failed') return 'it failed';
  return undefined;
}

const STUCK = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'CrashLoopBackOff',
  'RunContainerError',
]);

/** Whether somebody could be inside: its containers run. */
export function runs({ status }: StoredPod): boolean {
  return (
    status?.phase === 'Running' && status.containerStatuses?.some(({ state }) => state?.running !== undefined) === true
  );
}

import { stringOr } from '../terms/json';
import { ownOf } from '../terms/maps';
import type { ObjectRef } from '../terms/object-ref';
import { keyOf } from '../terms/object-ref';
import type { Manifest } from './manifest';

/**
 * The kinds of Kubernetes itself that networking reads, and the version of the API that serves them (all of them do,
 * in every version of Kubernetes from 1.25 on).
 */
const SERVED: Readonly<Record<string, string>> = {
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  Endpoints: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Pod: 'v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  Secret: 'v1',
  Service: 'v1',
  StatefulSet: 'apps/v1',
};

/** Kinds that a group of Kubernetes itself does not have, but for which it is often taken. */
const GATEWAY_API_KINDS: ReadonlySet<string> = new Set([
  'BackendTLSPolicy',
  'GRPCRoute',
  'Gateway',
  'GatewayClass',
  'HTTPRoute',
  'ListenerSet',
  'ReferenceGrant',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
]);

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** Whether a group is one of Gateway API. */
export function isGatewayGroup(group: string): boolean {
  return group === GATEWAY_GROUP || group === 'gateway.networking.x-k8s.io';
}

/** Groups of Kubernetes itself; all other groups are somebody's custom resources. */
const OWN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** `networking.k8s.io/v1` -> `networking.k8s.io`; `v1` -> ''. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * Whether an API group belongs to Kubernetes, and not to a custom resource. So does one without a dot, real or not
 * (`core`): custom resources are only taken under a domain.
 */
export function isOwnGroup(group: string): boolean {
  return OWN_GROUPS.has(group) || !group.includes('.');
}

/** The version that serves a kind; undefined for kinds that are not in the list. */
export function servedVersion(kind: string): string | undefined {
  return ownOf(SERVED, kind);
}

/**
 * The kind of Kubernetes itself that a manifest means, whether or not its version is right; undefined for custom
 * resources that share a kind's name (a Service of `serving.knative.dev`) and for kinds that are not in the list.
 */
export function ownKindOf(manifest: Manifest): string | undefined {
  const kind = stringOr(manifest.kind);
  return servedVersion(kind) !== undefined && isOwnGroup(groupOf(stringOr(manifest.apiVersion))) ? kind : undefined;
}

/** Where a kind belongs that a manifest takes for one of Kubernetes itself: the group of Gateway API. */
export function groupMeant({ apiVersion, kind }: Manifest): string | undefined {
  const isMisplaced = isOwnGroup(groupOf(stringOr(apiVersion))) && GATEWAY_API_KINDS.has(stringOr(kind));
  return isMisplaced ? GATEWAY_GROUP : undefined;
}

/** What an object is stored under, whatever the version of its kind: `apps/Deployment shop/web`. */
export function idOfRef({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return `${groupOf(apiVersion)}/${kind} ${keyOf(namespace, name)}`;
}

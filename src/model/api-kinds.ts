import { stringOr } from '../terms/json';
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
  return Object.hasOwn(SERVED, kind) ? SERVED[kind] : undefined;
}

/**
 * The kind of Kubernetes itself that a manifest means, whether or not its version is right; undefined for custom
 * resources that share a kind's name (a Service of `serving.knative.dev`) and for kinds that are not in the list.
 */
export function ownKindOf(manifest: Manifest): string | undefined {
  const kind = stringOr(manifest.kind);
  return servedVersion(kind) !== undefined && isOwnGroup(groupOf(stringOr(manifest.apiVersion))) ? kind : undefined;
}

/** How many objects there are of each kind that is not in the list; a kind of another group with a name of the list has that group. */
export function unknownKinds(manifests: readonly Manifest[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const manifest of manifests) {
    if (ownKindOf(manifest) !== undefined) continue;
    const kind = stringOr(manifest.kind);
    if (kind === '') continue;
    const called = servedVersion(kind) === undefined ? kind : `${kind}.${groupOf(stringOr(manifest.apiVersion))}`;
    counts.set(called, (counts.get(called) ?? 0) + 1);
  }
  return counts;
}

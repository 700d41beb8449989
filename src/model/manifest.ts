import type { JsonObject } from '../terms/json';
import { isObject, stringOr } from '../terms/json';
import type { ObjectRef } from '../terms/object-ref';

/**
 * One Kubernetes object as it stands in a manifest: plain JSON, not yet judged by anybody.
 *
 * Only that it is an object is certain; `apiVersion`, `kind` and `metadata` may be absent or of the wrong type, which the rules say.
 */
export type Manifest = JsonObject;

const CLUSTER_SCOPED = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'IPAddress',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'ServiceCIDR',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'XMesh',
]);

/** Whether objects of this kind of Kubernetes itself, or of Gateway API, live outside namespaces. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** The name of an object; `namespace` is the one that objects without a namespace go to. */
export function refOf(manifest: Manifest, namespace: string): ObjectRef {
  const metadata = isObject(manifest.metadata) ? manifest.metadata : {};
  const kind = stringOr(manifest.kind);
  const name = stringOr(metadata.name) || stringOr(metadata.generateName);
  const apiVersion = stringOr(manifest.apiVersion);
  if (isClusterScoped(kind)) return { apiVersion, kind, name };
  return { apiVersion, kind, namespace: stringOr(metadata.namespace) || namespace, name };
}

import { isObject, stringOr } from '../terms/json';
import { groupOf, ownKindOf } from './api-kinds';
import type { Manifest } from './manifest';

/**
 * Whether an object is for a program that somebody runs, or for a node, and not for a cluster: files of kustomize, kind or
 * Skaffold have an `apiVersion` and a `kind` as well, but nobody creates them.
 */
export function isClientSide({ apiVersion, kind, metadata }: Manifest): boolean {
  const version = stringOr(apiVersion);
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  if (isObject(annotations) && annotations[LOCAL_CONFIG] === 'true') return true;
  return isClientSideGroup(groupOf(version)) || (version === 'v1' && kind === 'Config');
}

/** The same of an API group. */
export function isClientSideGroup(group: string): boolean {
  return CLIENT_SIDE_GROUPS.has(group) || CLIENT_SIDE_DOMAINS.some((domain) => group.endsWith(domain));
}

/**
 * Whether a document of a file looks like an object at all: two of `apiVersion`, `kind` and `metadata`, for one of them may
 * have been forgotten. Charts, values and files of Compose have one at most.
 */
export function looksLikeObject(manifest: Manifest): boolean {
  const { apiVersion, kind, metadata } = manifest;
  const signs = [stringOr(apiVersion) !== '', stringOr(kind) !== '', isObject(metadata)];
  return signs.filter((sign) => sign).length >= 2;
}

/**
 * Whether a workload lacks so much of what the API server asks for that it is meant to be merged into another one: two of
 * selector, labels and the images of its containers.
 */
export function isPartial(manifest: Manifest): boolean {
  const kind = ownKindOf(manifest) ?? '';
  if (!SELECTING.has(kind)) return false;
  const spec = isObject(manifest.spec) ? manifest.spec : {};
  const template = isObject(spec.template) ? spec.template : {};
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const { containers } = isObject(template.spec) ? template.spec : {};
  const hasImages = Array.isArray(containers) && containers.every((one) => isObject(one) && one.image !== undefined);
  return [spec.selector, metadata.labels, hasImages || undefined].filter((part) => part === undefined).length >= 2;
}

/** The workloads whose selector is required. */
const SELECTING: ReadonlySet<string> = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);

/** Whether a field that Kubernetes reads still has the place of a value in it, which somebody fills in before it is applied. */
export function hasPlaceholder(manifest: Manifest): boolean {
  const { metadata, spec } = manifest;
  const { name, namespace, labels } = isObject(metadata) ? metadata : {};
  if ([name, namespace].some((text) => SHOUTED.test(stringOr(text)))) return true;
  if ([name, namespace, labels].some(holdsPlaceholder)) return true;
  return ownKindOf(manifest) !== undefined && holdsPlaceholder(spec);
}

function holdsPlaceholder(value: unknown): boolean {
  if (typeof value === 'string') return PLACEHOLDER.test(value);
  if (Array.isArray(value)) return value.some(holdsPlaceholder);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([field, item]) => !FREE_TEXTS.has(field) && holdsPlaceholder(item));
}

/** `${NAME}`, `$NAME`, `$(name)`, `{{ name }}`, `{% if %}`, `<NAME>` and `__NAME__`; no path of an Ingress has any of them. */
const PLACEHOLDER = /\$\{|\$[A-Z_]|\$\(\w|\{\{|\{%|(?:^|[^?])<[\w%]|__[A-Z]/;
/** `PROJECT_NAME`, which no name can be. */
const SHOUTED = /^[A-Z\d]+_[A-Z_\d]+$/;
/** Fields of containers and templates that hold whatever programs understand. */
const FREE_TEXTS: ReadonlySet<string> = new Set(['annotations', 'args', 'command', 'env', 'image']);

/** An annotation of kustomize and kpt. */
const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

const CLIENT_SIDE_GROUPS: ReadonlySet<string> = new Set([
  'audit.k8s.io',
  'backstage.io',
  'builtin',
  'chainsaw.kyverno.io',
  'chart.helm.sh',
  'cli.kyverno.io',
  'client.authentication.k8s.io',
  'client.config.openshift.io',
  'credentialprovider.kubelet.k8s.io',
  'ctlptl.dev',
  'eksctl.io',
  'fn.kpt.dev',
  'k3d.io',
  'kapp.k14s.io',
  'kbld.k14s.io',
  'kind.x-k8s.io',
  'kops.k8s.io',
  'kpt.dev',
  'krew.googlecontainertools.github.com',
  'kubeadm.k8s.io',
  'kustomize.config.k8s.io',
  'kuttl.dev',
  'minikube.sigs.k8s.io',
  'skaffold',
  'tanka.dev',
  'vendir.k14s.io',
]);
/** `kubelet.config.k8s.io`, `kubeproxy.config.k8s.io`, and so on. */
const CLIENT_SIDE_DOMAINS = ['.config.k8s.io'];

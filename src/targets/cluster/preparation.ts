import { GATEWAY_GROUP, groupOf } from '../../model/api-kinds';
import type { Manifest } from '../../model/manifest';
import { refOf } from '../../model/manifest';
import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import { ownOf } from '../../terms/maps';
import type { ObjectRef } from '../../terms/object-ref';
import type { Aliases } from './aliases';
import { MANAGED_BY, RUN_LABEL } from './labels';
import { withStandIns } from './stand-ins';

/** An object as it goes to the API server. */
export interface PreparedObject {
  /** As the manifests call it. */
  readonly ref: ObjectRef;
  readonly object: JsonObject;
}

export interface PreparationOptions {
  readonly run: string;
  readonly aliases: Aliases;
  /** Namespace of objects that name none, as the manifests call it. */
  readonly namespace: string;
  readonly realImages: boolean;
  /** Replaces placeholders by addresses. */
  expand(text: string): string;
}

/** Makes the objects of a deployment: labelled, in their namespaces, with stand-ins for images. */
export function prepare(manifests: readonly Manifest[], options: PreparationOptions): readonly PreparedObject[] {
  return manifests.map((manifest) => {
    const ref = refOf(manifest, options.namespace);
    const expanded = expandAll(manifest, options) as Manifest;
    const placed = withPods(withNamesInCluster(expanded, ref.apiVersion, options.aliases), ref.kind, options);
    return { ref, object: labelled(placed, ref, options) };
  });
}

/**
 * In which order objects are made, so that each finds what it needs: what is not a Service and makes no Pods, then Services,
 * whose addresses Pods get as variables, then controllers, then Pods.
 */
export function phasesOf<T extends { readonly ref: ObjectRef }>(objects: readonly T[]): readonly (readonly T[])[] {
  const phases: T[][] = [[], [], [], []];
  for (const object of objects) phases[phaseOf(object.ref.kind)]?.push(object);
  return phases;
}

function phaseOf(kind: string): number {
  if (kind === 'Service') return 1;
  if (kind === 'Pod') return 3;
  return ownOf(POD_SPECS, kind) !== undefined ? 2 : 0;
}

/** Where the Pod spec stands, by kind. */
const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** Pods are found by the label of the run, those that controllers make too. */
function withPods(manifest: Manifest, kind: string, options: PreparationOptions): Manifest {
  const path = ownOf(POD_SPECS, kind);
  if (path === undefined) return manifest;
  const template = path.slice(0, -1);
  const labels = { [RUN_LABEL]: options.run };
  const relabelled = template.length === 0 ? manifest : update(manifest, template, (pod) => withLabels(pod, labels));
  const aliased = update(relabelled, path, (spec) => options.aliases.podSpecInCluster(spec));
  if (options.realImages) return aliased;
  const plain = kind === 'StatefulSet' ? update(aliased, ['spec'], withoutClaims) : aliased;
  return update(plain, path, (spec) => withStandIns(spec) as unknown as JsonObject);
}

function withNamesInCluster(manifest: Manifest, apiVersion: string, aliases: Aliases): Manifest {
  return groupOf(apiVersion) === GATEWAY_GROUP
    ? withNamespacesOfReferences(manifest, aliases)
    : withNodesOfEndpoints(manifest, aliases);
}

/** References of Gateway API name namespaces, and selectors those of the API server's own label. */
function withNamespacesOfReferences(manifest: Manifest, aliases: Aliases): Manifest {
  const renamed = (value: unknown, key = ''): unknown => {
    if ((key === 'namespace' || key === NAMESPACE_LABEL) && typeof value === 'string') {
      return aliases.namespaceInCluster(value);
    }
    if (Array.isArray(value)) return value.map((item) => renamed(item));
    if (!isObject(value)) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renamed(each, name)]));
    // An expression of a selector, over the same label.
    return value.key === NAMESPACE_LABEL && Array.isArray(value.values)
      ? { ...inner, values: value.values.map((each: unknown) => renamed(each, NAMESPACE_LABEL)) }
      : inner;
  };
  return { ...manifest, spec: renamed(manifest.spec) };
}

const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** Endpoints that were written by hand name nodes too, with their addresses or as hints. */
function withNodesOfEndpoints(manifest: Manifest, aliases: Aliases): Manifest {
  if (manifest.kind !== 'EndpointSlice' && manifest.kind !== 'Endpoints') return manifest;
  const renamed = (value: unknown, key = ''): unknown => {
    if (key === 'nodeName' && typeof value === 'string') return aliases.nodeInCluster(value);
    if (key === 'forNodes' && Array.isArray(value)) {
      return value.map((hint: unknown) =>
        isObject(hint) && typeof hint.name === 'string' ? { ...hint, name: aliases.nodeInCluster(hint.name) } : hint,
      );
    }
    if (Array.isArray(value)) return value.map((item) => renamed(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renamed(inner, name)]));
  };
  return renamed(manifest) as Manifest;
}

/** A stand-in has no volumes to claim. */
function withoutClaims({ volumeClaimTemplates: _, ...spec }: JsonObject): JsonObject {
  return spec;
}

function labelled(manifest: Manifest, ref: ObjectRef, { run, aliases }: PreparationOptions): JsonObject {
  const { metadata, status: _, ...rest } = manifest;
  const { uid: _uid, resourceVersion: _version, ...kept } = isObject(metadata) ? metadata : ({} as JsonObject);
  const labels = isObject(kept.labels) ? kept.labels : {};
  return {
    ...rest,
    metadata: {
      ...kept,
      labels: { ...MANAGED_BY, ...labels, [RUN_LABEL]: run },
      ...(ref.namespace === undefined ? {} : { namespace: aliases.namespaceInCluster(ref.namespace) }),
      ...(ref.kind === 'Namespace' ? { name: aliases.namespaceInCluster(ref.name) } : {}),
    },
  };
}

function withLabels(object: JsonObject, labels: JsonObject): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const known = isObject(metadata.labels) ? metadata.labels : {};
  return { ...object, metadata: { ...metadata, labels: { ...known, ...labels } } };
}

function update(object: JsonObject, path: readonly string[], change: (at: JsonObject) => JsonObject): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return change(object);
  const inner = object[first];
  return isObject(inner) ? { ...object, [first]: update(inner, rest, change) } : object;
}

function expandAll(value: unknown, options: PreparationOptions): unknown {
  if (typeof value === 'string') return options.expand(value);
  if (Array.isArray(value)) return value.map((item) => expandAll(item, options));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expandAll(inner, options)]));
}

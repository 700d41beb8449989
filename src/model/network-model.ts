import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import { append, entryOf, groupBy } from '../terms/maps';
import type { ObjectRef } from '../terms/object-ref';
import { keyOf } from '../terms/object-ref';
import { groupOf } from './api-kinds';
import { comparable, podLabels } from './generated-labels';
import { LabelIndex } from './label-index';
import type { Manifest } from './manifest';
import { refOf } from './manifest';
import type { EndpointSlice, Ingress, IngressClass, Labels, NetworkPolicy, Secret, Service } from './objects';
import { decoded } from './schema/decoded';
import { SERVICE_NAME } from './service';
import { viewOf } from './view';
import type { Workload } from './workload';
import { workloadOf } from './workload';

/** Options of {@link NetworkModel.of}. */
export interface NetworkModelOptions {
  /** Namespace of objects that name none. Default: `default`. */
  readonly namespace?: string;
}

/** One object of the input, named. */
export interface ModelObject {
  readonly ref: ObjectRef;
  /** `namespace/name`, or `name` of cluster-scoped objects. */
  readonly key: string;
  readonly manifest: Manifest;
}

/**
 * What a set of manifests says about networking: objects by kind under `namespace/name` (cluster-scoped ones under
 * `name`), Pods found by label. Read-only; of two objects with one name the last one counts, as with `kubectl apply`.
 *
 * The objects are the manifests as the API server decodes them, seen through types. Those of a model may be objects that
 * it refuses: every field may be absent.
 */
export class NetworkModel {
  private readonly byKind = new Map<Kind, ReadonlyMap<string, unknown>>();

  static of(
    manifests: Iterable<Manifest>,
    { namespace = CLUSTER_DEFAULTS.namespace }: NetworkModelOptions = {},
  ): NetworkModel {
    const objects = Array.from(manifests, (given) => {
      const manifest = decoded(given);
      return { ...named(manifest, namespace), manifest };
    });
    return new NetworkModel(objects, namespace);
  }

  /**
   * @internal
   * @param objects Every object, in the order of the manifests.
   */
  constructor(
    readonly objects: readonly ModelObject[],
    readonly defaultNamespace: string,
  ) {}

  get services(): ReadonlyMap<string, Service> {
    return this.kept('Service');
  }

  get ingresses(): ReadonlyMap<string, Ingress> {
    return this.kept('Ingress');
  }

  get ingressClasses(): ReadonlyMap<string, IngressClass> {
    return this.kept('IngressClass');
  }

  get endpointSlices(): ReadonlyMap<string, EndpointSlice> {
    return this.kept('EndpointSlice');
  }

  get secrets(): ReadonlyMap<string, Secret> {
    return this.kept('Secret');
  }

  get networkPolicies(): ReadonlyMap<string, NetworkPolicy> {
    return this.kept('NetworkPolicy');
  }

  get namespaces(): ReadonlyMap<string, Labels> {
    return labelsOfNamespaces(this);
  }

  /** Everything that makes Pods, in the order of the manifests. */
  get workloads(): readonly Workload[] {
    return workloadsOf(this);
  }

  /** The objects of a kind; found when they are first asked for. */
  private kept<T>(kind: Kind): ReadonlyMap<string, T> {
    return entryOf(this.byKind, kind, () => objectsOf(this.objects, kind)) as ReadonlyMap<string, T>;
  }

  /** The workloads whose Pods a Service's selector selects; of labels that controllers add, what can be known counts. */
  select(namespace: string, selector: Labels): readonly Workload[] {
    return podsByLabel(this).select(namespace, comparable(selector));
  }

  /** The workloads of a namespace whose Pods have this one label. */
  workloadsLabelled(namespace: string, key: string, value: string): readonly Workload[] {
    return podsByLabel(this).having(namespace, key, value);
  }

  /** All workloads of a namespace. */
  workloadsOf(namespace: string): readonly Workload[] {
    return workloadsByNamespace(this).get(namespace) ?? [];
  }

  /** The Services (`namespace/name`) that EndpointSlices are for, whether or not they exist. */
  get servicesWithSlices(): Iterable<string> {
    return slicesByService(this).keys();
  }

  /** The EndpointSlices written by hand for a Service. */
  slicesOf(namespace: string, service: string): readonly EndpointSlice[] {
    return slicesByService(this).get(keyOf(namespace, service)) ?? [];
  }
}

/** The kinds that are kept, and their API groups. */
const KINDS = {
  Service: '',
  Secret: '',
  Namespace: '',
  Ingress: 'networking.k8s.io',
  IngressClass: 'networking.k8s.io',
  NetworkPolicy: 'networking.k8s.io',
  EndpointSlice: 'discovery.k8s.io',
} as const;

type Kind = keyof typeof KINDS;

function objectsOf(objects: readonly ModelObject[], kind: Kind): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { ref, key, manifest } of objects) {
    if (ref.kind === kind && KINDS[kind] === groupOf(ref.apiVersion)) found.set(key, complete(manifest, ref.namespace));
  }
  return found;
}

const labelsOfNamespaces = viewOf(({ objects }: NetworkModel): ReadonlyMap<string, Labels> => {
  const namespaces = objectsOf(objects, 'Namespace') as ReadonlyMap<string, { metadata: { labels?: Labels } }>;
  return new Map([...namespaces].map(([name, { metadata }]) => [name, metadata.labels ?? {}]));
});

const workloadsOf = viewOf(({ objects, defaultNamespace }: NetworkModel): readonly Workload[] => {
  const workloads: Workload[] = [];
  const places = new Map<string, Map<string, Map<string, number>>>();
  for (const { ref, key, manifest } of objects) {
    const workload = workloadOf(manifest, defaultNamespace, ref);
    if (workload === undefined) continue;
    const ofVersion = entryOf(places, ref.apiVersion, () => new Map<string, Map<string, number>>());
    const ofKind = entryOf(ofVersion, ref.kind, () => new Map<string, number>());
    const place = ofKind.get(key) ?? workloads.length;
    workloads[place] = workload;
    // Those that leave their name to the API server are all different.
    if (hasName(manifest)) ofKind.set(key, place);
  }
  return workloads;
});

const podsByLabel = viewOf((model: NetworkModel) => {
  const index = new LabelIndex<Workload>(podLabels);
  for (const workload of model.workloads) index.add(workload.namespace, workload);
  return index;
});

const workloadsByNamespace = viewOf((model: NetworkModel) => groupBy(model.workloads, ({ namespace }) => namespace));

const slicesByService = viewOf((model: NetworkModel) => {
  const slices = new Map<string, EndpointSlice[]>();
  for (const slice of model.endpointSlices.values()) {
    const service = slice.metadata.labels?.[SERVICE_NAME];
    if (service !== undefined) append(slices, keyOf(slice.metadata.namespace, service), slice);
  }
  return slices;
});

/** What a manifest is called. */
export function named(manifest: Manifest, namespace: string): Pick<ModelObject, 'ref' | 'key'> {
  const ref = refOf(manifest, namespace);
  return { ref, key: keyOf(ref.namespace, ref.name) };
}

function hasName({ metadata }: Manifest): boolean {
  return isObject(metadata) && typeof metadata.name === 'string';
}

/** The manifest with `metadata` and `spec` present and the namespace filled in, as the API server would store it. */
function complete(manifest: Manifest, namespace: string | undefined): JsonObject {
  const metadata = isObject(manifest.metadata) ? manifest.metadata : {};
  const spec = isObject(manifest.spec) ? manifest.spec : {};
  const named = namespace === undefined || metadata.namespace === namespace;
  if (named && metadata === manifest.metadata && spec === manifest.spec) return manifest;
  return { ...manifest, metadata: named ? metadata : { ...metadata, namespace }, spec };
}

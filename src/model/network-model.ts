import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import { append, entryOf } from '../terms/maps';
import type { ObjectRef } from '../terms/object-ref';
import { keyOf } from '../terms/object-ref';
import { groupOf } from './api-kinds';
import { comparable, podLabels } from './generated-labels';
import { LabelIndex } from './label-index';
import type { Manifest } from './manifest';
import { refOf } from './manifest';
import type { EndpointSlice, Ingress, IngressClass, Labels, NetworkPolicy, Secret, Service } from './objects';
import { decoded } from './schema/decoded';
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
  readonly services: ReadonlyMap<string, Service>;
  readonly ingresses: ReadonlyMap<string, Ingress>;
  readonly ingressClasses: ReadonlyMap<string, IngressClass>;
  readonly endpointSlices: ReadonlyMap<string, EndpointSlice>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly networkPolicies: ReadonlyMap<string, NetworkPolicy>;
  readonly namespaces: ReadonlyMap<string, Labels>;
  /** Everything that makes Pods, in the order of the manifests. */
  readonly workloads: readonly Workload[];
  private readonly podsByLabel = new LabelIndex<Workload>(podLabels);
  private readonly slicesByService = new Map<string, EndpointSlice[]>();
  private readonly workloadsByNamespace = new Map<string, Workload[]>();

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
  ) {
    const kept = new Map(Object.keys(KINDS).map((kind) => [kind, new Map<string, JsonObject>()]));
    const workloads: Workload[] = [];
    const places = new Map<string, Map<string, Map<string, number>>>();
    for (const { ref, key, manifest } of objects) {
      if (isKept(ref)) kept.get(ref.kind)?.set(key, complete(manifest, ref.namespace));
      const workload = workloadOf(manifest, defaultNamespace, ref);
      if (workload === undefined) continue;
      const ofVersion = entryOf(places, ref.apiVersion, () => new Map<string, Map<string, number>>());
      const ofKind = entryOf(ofVersion, ref.kind, () => new Map<string, number>());
      const place = ofKind.get(key) ?? workloads.length;
      workloads[place] = workload;
      // Those that leave their name to the API server are all different.
      if (hasName(manifest)) ofKind.set(key, place);
    }
    const of = <T>(kind: Kind) => kept.get(kind) as unknown as ReadonlyMap<string, T>;
    this.services = of('Service');
    this.ingresses = of('Ingress');
    this.ingressClasses = of('IngressClass');
    this.endpointSlices = of('EndpointSlice');
    this.secrets = of('Secret');
    this.networkPolicies = of('NetworkPolicy');
    const namespaces = of<{ metadata: { labels?: Labels } }>('Namespace');
    this.namespaces = new Map([...namespaces].map(([name, { metadata }]) => [name, metadata.labels ?? {}]));
    this.workloads = workloads;
    for (const workload of this.workloads) {
      this.podsByLabel.add(workload.namespace, workload);
      append(this.workloadsByNamespace, workload.namespace, workload);
    }
    for (const slice of this.endpointSlices.values()) {
      const service = slice.metadata.labels?.['kubernetes.io/service-name'];
      if (service !== undefined) append(this.slicesByService, keyOf(slice.metadata.namespace, service), slice);
    }
  }

  /** The workloads whose Pods a Service's selector selects; of labels that controllers add, what can be known counts. */
  select(namespace: string, selector: Labels): readonly Workload[] {
    return this.podsByLabel.select(namespace, comparable(selector));
  }

  /** The workloads of a namespace whose Pods have this one label. */
  workloadsLabelled(namespace: string, key: string, value: string): readonly Workload[] {
    return this.podsByLabel.having(namespace, key, value);
  }

  /** All workloads of a namespace. */
  workloadsOf(namespace: string): readonly Workload[] {
    return this.workloadsByNamespace.get(namespace) ?? [];
  }

  /** The Services (`namespace/name`) that EndpointSlices are for, whether or not they exist. */
  get servicesWithSlices(): Iterable<string> {
    return this.slicesByService.keys();
  }

  /** The EndpointSlices written by hand for a Service. */
  slicesOf(namespace: string, service: string): readonly EndpointSlice[] {
    return this.slicesByService.get(keyOf(namespace, service)) ?? [];
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

function isKept({ apiVersion, kind }: ObjectRef): boolean {
  return Object.hasOwn(KINDS, kind) && KINDS[kind as Kind] === groupOf(apiVersion);
}

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

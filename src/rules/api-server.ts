import type { AllocationFailure } from '../model/allocation/allocation-failure';
import type { FamilyResult } from '../model/allocation/ip-families';
import { ServiceAllocator } from '../model/allocation/service-allocator';
import { groupOf, ownKindOf } from '../model/api-kinds';
import { defaultEndpointSlice } from '../model/defaults/endpoint-slice-defaults';
import { defaultIngressClassSpec } from '../model/defaults/ingress-class-defaults';
import { defaultServiceSpec } from '../model/defaults/service-defaults';
import type { JsonObject } from '../model/manifest';
import { isObject, stringOr } from '../model/manifest';
import type { EndpointSlice, ServiceSpec } from '../model/objects';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';
import { keyOf } from '../terms/object-ref';
import type { ClusterOptions } from './cluster-options';
import { MAX_SHAPES } from './shape';

/** A create request between decoding and the store. */
export interface CreateRequest {
  /** The object with its defaults and, where allocation went well, its addresses and ports: made when rules ask. */
  readonly object: () => JsonObject;
  /** Why a Service gets no addresses or ports. */
  readonly failures: readonly AllocationFailure[];
  /** Whether an object of that name is stored. */
  readonly exists: boolean;
  /** Group, kind, namespace and name: under this the object is stored. */
  readonly key: string;
  /** Under which name the allocator knows it; undefined for what holds neither addresses nor ports. */
  readonly holder: string | undefined;
}

const NONE: readonly never[] = Object.freeze([]);

/**
 * What the API server remembers from one create to the next: which names, addresses and node ports are taken. An
 * object that it refuses leaves no trace.
 */
export class ApiServer {
  private readonly stored = new Set<string>();
  private readonly allocator: ServiceAllocator;
  private readonly drafts = new Map<string, Draft>();
  private generated = 0;

  /** @param objects all that will be created */
  constructor(cluster: ClusterOptions, objects: readonly JsonObject[]) {
    this.allocator = new ServiceAllocator({ ...cluster, strictIPs: (minorOf(cluster.kubernetesVersion) ?? 0) >= 36 });
    for (const object of objects) {
      if (ownKindOf(object) === 'Service' && isObject(object.spec)) this.allocator.expect(object.spec);
    }
  }

  /**
   * Fills in what the API server fills in before it validates.
   *
   * @param shape equal for Services that differ in nothing that defaults and IP families depend on
   */
  prepare(decoded: JsonObject, ref: ObjectRef, shape?: string): CreateRequest {
    const named = isObject(decoded.metadata) && stringOr(decoded.metadata.name) !== '';
    // Names that the server makes up differ from all others.
    const name = named ? ref.name : `${ref.name}?${this.generated++}`;
    const key = `${groupOf(ref.apiVersion)}/${ref.kind} ${keyOf(ref.namespace, name)}`;
    const exists = this.stored.has(key);
    if (ownKindOf(decoded) !== 'Service') {
      return { object: () => withDefaults(decoded), failures: NONE, exists, key, holder: undefined };
    }
    // A second Service of a name allocates as any other, until the store refuses it; one without a name gets nothing.
    const holder = keyOf(ref.namespace, ref.name === '' ? '' : exists ? `${name}?` : name);
    const given: ServiceSpec = isObject(decoded.spec) ? decoded.spec : {};
    const { spec, completed } = this.draftOf(given, shape);
    const { allocated = spec, failures = NONE } = this.allocator.assign(holder, completed);
    const object = () => ({ ...decoded, spec: withSelector(allocated, given) });
    return { object, failures, exists, key, holder };
  }

  private draftOf(given: ServiceSpec, shape: string | undefined): Draft {
    const known = shape === undefined ? undefined : this.drafts.get(shape);
    if (known !== undefined) return known;
    const spec = defaultServiceSpec(given);
    const draft = { spec, completed: this.allocator.complete(spec) };
    if (shape !== undefined && this.drafts.size < MAX_SHAPES) this.drafts.set(shape, draft);
    return draft;
  }

  /** The object was accepted. */
  store({ key }: CreateRequest): void {
    this.stored.add(key);
  }

  /** The object was refused: what it was given is free again. */
  discard({ holder }: CreateRequest): void {
    if (holder !== undefined) this.allocator.release(holder);
  }
}

/** A Service's spec with its defaults, and with its IP families: all that comes before addresses. */
interface Draft {
  readonly spec: ServiceSpec;
  readonly completed: FamilyResult;
}

/** Of a draft that was made for another Service of the same shape everything is the same but the selector. */
function withSelector(spec: ServiceSpec, { selector }: ServiceSpec): ServiceSpec {
  return spec.selector === undefined || selector === undefined ? spec : { ...spec, selector };
}

/** Of the kinds beside Service, which is completed with its addresses; Ingress has no defaults. */
function withDefaults(object: JsonObject): JsonObject {
  const spec = isObject(object.spec) ? object.spec : {};
  switch (ownKindOf(object)) {
    case 'IngressClass':
      return { ...object, spec: defaultIngressClassSpec(spec) };
    case 'EndpointSlice':
      return defaultEndpointSlice(object as unknown as EndpointSlice) as unknown as JsonObject;
    default:
      return object;
  }
}

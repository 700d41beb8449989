import type { ClusterOptions } from './cluster-options';
import type { AllocationFailure } from '../model/allocation/allocation-failure';
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

/** A create request between decoding and the store. */
export interface CreateRequest {
  /** The object with its defaults and, where allocation went well, its addresses and ports. */
  readonly object: JsonObject;
  /** Why a Service gets no addresses or ports. */
  readonly failures: readonly AllocationFailure[];
  /** Whether an object of that name is stored. */
  readonly exists: boolean;
  /** Group, kind, namespace and name: under this the object is stored. */
  readonly key: string;
  /** Under which name the allocator knows it; undefined for what holds neither addresses nor ports. */
  readonly holder: string | undefined;
}

/**
 * What the API server remembers from one create to the next: which names, addresses and node ports are taken. An
 * object that it refuses leaves no trace.
 */
export class ApiServer {
  private readonly stored = new Set<string>();
  private readonly allocator: ServiceAllocator;
  private generated = 0;

  /** @param objects all that will be created */
  constructor(cluster: ClusterOptions, objects: readonly JsonObject[]) {
    this.allocator = new ServiceAllocator({ ...cluster, strictIPs: (minorOf(cluster.kubernetesVersion) ?? 0) >= 36 });
    for (const object of objects) {
      if (ownKindOf(object) === 'Service' && isObject(object.spec)) this.allocator.expect(object.spec);
    }
  }

  /** Fills in what the API server fills in before it validates. */
  prepare(decoded: JsonObject, ref: ObjectRef): CreateRequest {
    const named = isObject(decoded.metadata) && stringOr(decoded.metadata.name) !== '';
    // Names that the server makes up differ from all others.
    const name = named || ref.name === '' ? ref.name : `${ref.name}?${this.generated++}`;
    const key = `${groupOf(ref.apiVersion)}/${ref.kind} ${keyOf(ref.namespace, name)}`;
    const exists = this.stored.has(key);
    const request = { object: withDefaults(decoded), failures: [], exists, key, holder: undefined };
    if (ownKindOf(decoded) !== 'Service') return request;
    // A second Service of a name allocates as any other, until the store refuses it.
    return this.allocate(request, keyOf(ref.namespace, exists ? `${name}?` : name));
  }

  /** The object was accepted. */
  store({ key }: CreateRequest): void {
    this.stored.add(key);
  }

  /** The object was refused: what it was given is free again. */
  discard({ holder }: CreateRequest): void {
    if (holder !== undefined) this.allocator.release(holder);
  }

  private allocate(request: CreateRequest, holder: string): CreateRequest {
    const { allocated, failures } = this.allocator.allocate(holder, request.object.spec as ServiceSpec);
    if (failures !== undefined) return { ...request, failures };
    return { ...request, holder, object: { ...request.object, spec: allocated } };
  }
}

function withDefaults(object: JsonObject): JsonObject {
  const spec = isObject(object.spec) ? object.spec : {};
  switch (ownKindOf(object)) {
    case 'Service':
      return { ...object, spec: defaultServiceSpec(spec) };
    case 'Ingress':
      // It has no defaults.
      return { ...object, spec };
    case 'IngressClass':
      return { ...object, spec: defaultIngressClassSpec(spec) };
    case 'EndpointSlice':
      return defaultEndpointSlice(object as unknown as EndpointSlice) as unknown as JsonObject;
    default:
      return object;
  }
}

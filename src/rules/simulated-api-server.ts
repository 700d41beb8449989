import type { AllocationFailure } from '../model/allocation/allocation-failure';
import type { Assigned, Assignment } from '../model/allocation/service-allocator';
import { allocatedSpec, ServiceAllocator } from '../model/allocation/service-allocator';
import { keepAllocated, withoutDependent } from '../model/allocation/service-update';
import { ownKindOf } from '../model/api-kinds';
import { defaultEndpointSlice } from '../model/defaults/endpoint-slice-defaults';
import { defaultEndpoints } from '../model/defaults/endpoints-defaults';
import { defaultIngressClassSpec } from '../model/defaults/ingress-class-defaults';
import { defaultServiceSpec } from '../model/defaults/service-defaults';
import { defaultWorkload } from '../model/defaults/workload-defaults';
import type { ModelObject } from '../model/network-model';
import type { EndpointSlice, ServiceSpec } from '../model/objects';
import type { JsonObject } from '../terms/json';
import { isObject, stringOr } from '../terms/json';
import { minorOf } from '../terms/kubernetes-version';
import { entryOf } from '../terms/maps';
import type { Cluster } from './cluster-options';
import { isServiceRangeGuessed } from './cluster-options';
import type { Chapter } from './rule-book';
import type { Completion, Shape } from './shape';

/** A create request between decoding and the store. */
export class CreateRequest {
  /**
   * @param groupKind where objects of its kind are stored
   * @param key under which key
   * @param exists whether an object of that name is stored
   * @param service what a Service is completed with, and given
   */
  constructor(
    readonly groupKind: string,
    readonly key: string,
    readonly exists: boolean,
    private readonly manifest: JsonObject,
    private readonly ownKind: string | undefined,
    private readonly service?: { readonly completion: Completion; readonly assignment: Assignment },
  ) {}

  /** Why a Service gets no addresses or ports. */
  get failures(): readonly AllocationFailure[] {
    return this.service?.assignment.failures ?? NONE;
  }

  /** Addresses and ports that it was given, if it is a Service. */
  get assigned(): Assigned | undefined {
    return this.service?.assignment.assigned;
  }

  /** The object with its defaults and, where allocation went well, its addresses and ports. */
  object(): JsonObject {
    const { manifest, service, assigned } = this;
    if (service === undefined) return withDefaults(manifest, this.ownKind);
    const stored = assigned === undefined ? service.completion.spec : allocatedSpec(assigned);
    return { ...manifest, spec: withSelector(stored, serviceSpecOf(manifest)) };
  }
}

/** An update between decoding and the store. */
export interface UpdateRequest {
  readonly object: JsonObject;
  readonly failures: readonly AllocationFailure[];
  /** What is held more, and less, if it is a Service. */
  readonly taken?: Assigned | undefined;
  readonly freed?: Assigned | undefined;
}

const NONE: readonly never[] = Object.freeze([]);

/**
 * What the API server remembers from one create to the next: which names, addresses and node ports are taken. An
 * object that it refuses leaves no trace.
 */
export class SimulatedApiServer {
  /** The keys of what is stored, by API group and kind. */
  private readonly stored = new Map<string, Set<string>>();
  private readonly allocator: ServiceAllocator;
  private generated = 0;

  /** @param objects all that will be created */
  constructor(cluster: Cluster, objects: readonly ModelObject[]) {
    const strictIPs = (minorOf(cluster.kubernetesVersion) ?? 0) >= 36;
    this.allocator = new ServiceAllocator({ ...cluster, strictIPs, isGuess: isServiceRangeGuessed(cluster) });
    for (const { ref, manifest } of objects) {
      const isService = ref.kind === 'Service' && ownKindOf(manifest) === 'Service';
      if (isService && isObject(manifest.spec)) this.allocator.expect(manifest.spec);
    }
  }

  /**
   * Fills in what the API server fills in before it validates.
   *
   * @param shape the same for Services that differ in nothing that defaults and IP families depend on
   */
  prepare({ ref, key: given, manifest }: ModelObject, chapter: Chapter, shape?: Shape): CreateRequest {
    const isNamed = isObject(manifest.metadata) && stringOr(manifest.metadata.name) !== '';
    // Names that the server makes up differ from all others.
    const key = isNamed ? given : `${given}?${this.generated++}`;
    const { groupKind, ownKind } = chapter;
    const exists = this.stored.get(groupKind)?.has(key) === true;
    if (ownKind !== 'Service') return new CreateRequest(groupKind, key, exists, manifest, ownKind);
    // A second Service of a name allocates as any other, until the store refuses it; one without a name gets nothing.
    const holder = ref.name === '' ? given : exists ? `${key}?` : key;
    const completion = this.completionOf(serviceSpecOf(manifest), shape);
    const assignment = this.allocator.assign(holder, completion.completed);
    return new CreateRequest(groupKind, key, exists, manifest, ownKind, { completion, assignment });
  }

  private completionOf(given: ServiceSpec, shape: Shape | undefined): Completion {
    if (shape?.completion !== undefined) return shape.completion;
    const spec = defaultServiceSpec(given);
    const completion = { spec, completed: this.allocator.complete(spec) };
    if (shape !== undefined) shape.completion = completion;
    return completion;
  }

  /**
   * Fills in what the API server fills in when an object takes the place of a stored one.
   *
   * @param before what is stored
   * @param after what is asked for, with all that the stored one has and nobody took away
   */
  prepareUpdate({ key }: ModelObject, before: JsonObject, after: JsonObject, { ownKind }: Chapter): UpdateRequest {
    if (ownKind !== 'Service') return { object: withDefaults(after, ownKind), failures: NONE };
    const old = serviceSpecOf(before);
    const kept = keepAllocated(defaultServiceSpec(serviceSpecOf(after)), old);
    const change = this.allocator.update(key, old, kept);
    if (change.failures !== undefined) return { object: { ...after, spec: kept }, failures: change.failures };
    const { assigned, taken, freed } = change;
    const spec = withoutDependent(allocatedSpec(assigned), old);
    return { object: { ...after, spec }, failures: NONE, taken, freed };
  }

  /** An update was accepted, or refused: addresses and ports of one side are free. */
  settle({ taken, freed }: UpdateRequest, isAccepted: boolean): void {
    const free = isAccepted ? freed : taken;
    if (free !== undefined) this.allocator.takeBack(free);
  }

  /** The object was accepted. */
  store({ groupKind, key }: CreateRequest): void {
    entryOf(this.stored, groupKind, () => new Set<string>()).add(key);
  }

  /** The object was refused: what it was given is free again. */
  discard({ assigned }: CreateRequest): void {
    if (assigned !== undefined) this.allocator.takeBack(assigned);
  }
}

function serviceSpecOf({ spec }: JsonObject): ServiceSpec {
  return isObject(spec) ? spec : {};
}

/** Of a completion that was made for another Service of the same shape everything is the same but the selector. */
function withSelector(spec: ServiceSpec, { selector }: ServiceSpec): ServiceSpec {
  return spec.selector === undefined || selector === undefined ? spec : { ...spec, selector };
}

/** Of the kinds beside Service, which is completed with its addresses; Ingress has no defaults. */
function withDefaults(object: JsonObject, ownKind = ''): JsonObject {
  const spec = isObject(object.spec) ? object.spec : {};
  switch (ownKind) {
    case 'IngressClass':
      return { ...object, spec: defaultIngressClassSpec(spec) };
    case 'EndpointSlice':
      return defaultEndpointSlice(object as unknown as EndpointSlice) as unknown as JsonObject;
    case 'Endpoints':
      return defaultEndpoints(object);
    case undefined:
    default:
      return defaultWorkload(object, ownKind);
  }
}

import { ApiObject } from 'cdk8s';
import type { IngressBackend as IngressBackendSpec } from '../model/objects';
import { portNameErrors } from '../terms/dns-name';
import { isObject } from '../terms/json';
import type { ConstructErrorDetails } from './construct-error';
import type { ServicePortRef } from './service';

/** A Service that is declared elsewhere, by its name in the namespace of the Ingress. */
export interface ServiceBackend {
  /** Name of the Service. */
  readonly service: string;
  /**
   * Name or number of its port: the `port` of the Service, not its `targetPort` or `nodePort`. Literals outside 1 to
   * 65535 do not compile, others are refused at synthesis.
   */
  readonly port: number | string;
}

/** An object that serves in place of a Service, such as a storage bucket; what is possible depends on the controller. */
export interface ResourceBackend {
  readonly resource: {
    /**
     * API group of the object.
     *
     * @default - the core group
     */
    readonly apiGroup?: string;
    readonly kind: string;
    /** Its name, in the namespace of the Ingress. */
    readonly name: string;
  };
}

/** Where an Ingress sends requests: a port of a Service (`api.port('http')`), a Service declared elsewhere, or an object. */
export type IngressBackend = ServicePortRef | ServiceBackend | ResourceBackend;

/** What is wrong with something that was given as a backend; undefined if it is one. */
export function backendFault(backend: unknown, field: string): ConstructErrorDetails | undefined {
  const fault = { field, value: backend, problem: 'is not a backend', remedy: BACKENDS };
  if (!isObject(backend)) return fault;
  const { resource, service, port, number } = backend;
  if (resource !== undefined) {
    const isNamed = isObject(resource) && typeof resource.kind === 'string' && typeof resource.name === 'string';
    return isNamed ? undefined : { ...fault, problem: 'does not name an object' };
  }
  if (ApiObject.isApiObject(service)) {
    return typeof number === 'number' ? undefined : { ...fault, problem: 'is not what port() of a Service returns' };
  }
  if (typeof service !== 'string') return { ...fault, problem: 'does not name a Service' };
  return typeof port === 'number' || typeof port === 'string'
    ? undefined
    : { ...fault, problem: 'does not name a port' };
}

const BACKENDS =
  "give a port of a Service, api.port('http'); or { service: 'api', port: 80 }; or { resource: { apiGroup, kind, name } }";

/** Whether a backend refers to a Service of this package. */
export function isPortRef(backend: IngressBackend): backend is ServicePortRef {
  return 'service' in backend && typeof backend.service === 'object';
}

/**
 * The backend as the API has it. Ports are named where that is possible: an Ingress can name those of at most 15
 * characters with a letter among them, while Services may have others, which are then told by their number.
 */
export function renderBackend(backend: IngressBackend): IngressBackendSpec {
  if ('resource' in backend) return { resource: { ...backend.resource } };
  if (!isPortRef(backend)) {
    const { service, port } = backend;
    return { service: { name: service, port: typeof port === 'string' ? { name: port } : { number: port } } };
  }
  const { service, name, number } = backend;
  const isNamed = name !== undefined && portNameErrors(name).length === 0;
  return { service: { name: service.name, port: isNamed ? { name } : { number } } };
}

import { ApiObject } from 'cdk8s';
import { isObject } from '../../terms/json';
import type { ConstructErrorDetails } from '../construct-error';
import type { ServicePortRef } from '../service';

/** A Service that is declared elsewhere, or an object of another kind that the controller knows. */
export interface NamedBackend {
  readonly group?: string;
  /**
   * Kind of the object.
   *
   * @default 'Service'
   */
  readonly kind?: string;
  /** Name of the object. */
  readonly name: string;
  /**
   * Its namespace; another one than the route's takes a ReferenceGrant there.
   *
   * @default - that of the route
   */
  readonly namespace?: string;
  /** Number of the port of the Service, neither its targetPort nor its nodePort. Needed for Services. */
  readonly port?: number;
}

/** Further fields of a backend of a rule. */
export interface BackendOptions<Filter> {
  /**
   * Share of the requests, as part of the sum of all weights: 0 to 1000000.
   *
   * @default 1
   */
  readonly weight?: number;
  /**
   * What happens to requests for this backend alone.
   *
   * @default - nothing
   */
  readonly filters?: readonly Filter[];
}

/** A backend of a rule: a port of a Service (`api.port('http')`), the same with a weight, or something declared elsewhere. */
export type RouteBackend<Filter = never> =
  | ServicePortRef
  | ({ readonly backend: ServicePortRef } & BackendOptions<Filter>)
  | (NamedBackend & BackendOptions<Filter>);

/** What is wrong with something that was given as a backend; undefined if it is one. */
export function backendFault(given: unknown, field: string): ConstructErrorDetails | undefined {
  const remedy =
    "give a port of a Service, api.port('http'); { backend: api.port('http'), weight: 1 }; or { name: 'api', port: 80 }";
  const ref = isObject(given) && given.backend !== undefined ? given.backend : given;
  const isRef = isObject(ref) && ApiObject.isApiObject(ref.service) && typeof ref.number === 'number';
  const isNamed = isObject(ref) && ref.service === undefined && typeof ref.name === 'string';
  return isRef || isNamed ? undefined : { field, value: given, problem: 'is not a backend', remedy };
}

/** A backend as the API has it; `namespace` is that of the route. */
export function renderBackend(
  given: RouteBackend<unknown>,
  namespace: string | undefined,
): Readonly<Record<string, unknown>> {
  if ('service' in given) return renderRef(given, namespace);
  if (!('backend' in given)) return { ...given };
  const { backend, ...options } = given;
  return { ...renderRef(backend, namespace), ...options };
}

function renderRef({ service, number }: ServicePortRef, namespace: string | undefined) {
  const other = service.metadata.namespace;
  const isOther = other !== undefined && other !== namespace;
  return { name: service.name, ...(isOther ? { namespace: other } : {}), port: number };
}

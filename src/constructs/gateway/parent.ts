import { ApiObject } from 'cdk8s';
import { isObject } from '../../terms/json';
import type { ConstructErrorDetails } from '../construct-error';

/** A Gateway or a ListenerSet as the parent of a route, or one of its listeners. Made by `listener()` of either. */
export interface ListenerRef {
  /** The Gateway or ListenerSet. */
  readonly parent: ApiObject;
  /** Name of the listener. */
  readonly name: string;
  /** Port that clients dial. */
  readonly port: number;
  readonly protocol: string;
  /** Host of the listener; absent for every host. */
  readonly hostname?: string;
}

/** A parent that is declared elsewhere. */
export interface NamedParent {
  readonly group?: string;
  /**
   * Kind of the parent.
   *
   * @default 'Gateway'
   */
  readonly kind?: string;
  /** Name of the parent. */
  readonly name: string;
  /**
   * Namespace of the parent.
   *
   * @default - that of the route
   */
  readonly namespace?: string;
  /**
   * Name of a listener.
   *
   * @default - all listeners that allow the route
   */
  readonly sectionName?: string;
  /**
   * Port of the listeners, 1 to 65535.
   *
   * @default - any
   */
  readonly port?: number;
}

/** What a route attaches to: a listener (`edge.listener('https')`), all listeners of a Gateway, or something declared elsewhere. */
export type RouteParent = ListenerRef | ApiObject | NamedParent;

/** What is wrong with something that was given as a parent; undefined if it is one. */
export function parentFault(given: unknown, field: string): ConstructErrorDetails | undefined {
  const isListener = isObject(given) && ApiObject.isApiObject(given.parent) && typeof given.name === 'string';
  const isNamed = isObject(given) && given.parent === undefined && typeof given.name === 'string';
  if (isListener || isNamed) return undefined;
  const remedy = "give a listener, edge.listener('https'); a Gateway; or { name: 'edge' }";
  return { field, value: given, problem: 'is not a parent', remedy };
}

/** A parent as the API has it; `namespace` is that of the route. */
export function renderParent(parent: RouteParent, namespace: string | undefined): NamedParent {
  if ('parent' in parent) return { ...refOf(parent.parent, namespace), sectionName: parent.name };
  return ApiObject.isApiObject(parent) ? refOf(parent, namespace) : { ...parent };
}

/** The namespace is named where it is another one. */
export function refOf(object: ApiObject, namespace: string | undefined): NamedParent {
  const other = object.metadata.namespace;
  return {
    ...(object.kind === 'Gateway' ? {} : { kind: object.kind }),
    name: object.name,
    ...(other === undefined || other === namespace ? {} : { namespace: other }),
  };
}

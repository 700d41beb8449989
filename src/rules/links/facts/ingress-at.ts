import type { HTTPIngressPath, Ingress, IngressBackend, IngressRule, IngressTLS } from '../../../model/objects';
import type { IngressRoute } from '../../../model/route-table';
import { objectsIn } from '../../../model/workload';
import { isObject } from '../../../terms/json';
import type { Cursor } from '../../cursor';

/** A path of an Ingress, and where it stands. */
export interface PathAt {
  readonly at: Cursor;
  readonly host: string;
  readonly path: string;
  /** Empty where there is none. */
  readonly pathType: string;
}

/** The paths of all rules of an Ingress. */
export function pathsAt(object: Cursor): readonly PathAt[] {
  return rulesOf(object).flatMap(({ host, http }, index) =>
    objectsIn<HTTPIngressPath>(http?.paths).map(({ path, pathType }, position) => ({
      at: object.at('spec', 'rules').key(index).at('http', 'paths').key(position),
      host: host ?? '',
      path: path ?? '',
      pathType: pathType ?? '',
    })),
  );
}

/** The path of an Ingress at which a route stands, or its default backend. */
export function pathOfRoute(object: Cursor, { at }: IngressRoute): Cursor {
  return at === undefined
    ? object.at('spec', 'defaultBackend')
    : object.at('spec', 'rules').key(at.rule).at('http', 'paths').key(at.path).at('path');
}

/** A backend of an Ingress that is a Service, and where it stands. */
export interface ServiceBackendAt {
  readonly at: Cursor;
  readonly service: NonNullable<IngressBackend['service']>;
}

/** All backends of an Ingress that are Services, the default one first. */
export function serviceBackendsAt(object: Cursor): readonly ServiceBackendAt[] {
  return backendsAt(object).flatMap((backend) => {
    const at = backend.at('service');
    return isObject(at.value) ? [{ at, service: at.value }] : [];
  });
}

/** All backends of an Ingress, the default one first. */
export function backendsAt(object: Cursor): readonly Cursor[] {
  return [object.at('spec', 'defaultBackend'), ...pathsAt(object).map(({ at }) => at.at('backend'))];
}

/** The rules of an Ingress. */
export function rulesOf({ value }: Cursor): readonly IngressRule[] {
  return objectsIn<IngressRule>(isObject(value) && isObject(value.spec) ? value.spec.rules : undefined);
}

/** The `tls` entries of an Ingress. */
export function tlsOf({ value }: Cursor): readonly IngressTLS[] {
  return objectsIn<IngressTLS>(isObject(value) && isObject(value.spec) ? value.spec.tls : undefined);
}

/** The annotations of an object. */
export function annotationsOf({ value }: Cursor): Readonly<Record<string, string>> {
  return (value as Ingress).metadata?.annotations ?? {};
}

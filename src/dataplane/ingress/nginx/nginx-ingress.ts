import { CLASS_ANNOTATION } from '../../../model/ingress-class';
import type { HTTPIngressPath, Ingress, IngressBackend, IngressClass, IngressRule } from '../../../model/objects';
import { objectsIn } from '../../../model/workload';
import { keyOf } from '../../../terms/object-ref';
import type { NginxAnnotations } from './annotations';
import type { NginxSettings } from './settings';

/** The catch-all server. */
export const CATCH_ALL = '_';

/** An Ingress as the controller keeps it. */
export interface NginxIngress {
  /** `namespace/name`. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly source: Ingress;
  readonly annotations: NginxAnnotations;
  readonly rules: readonly NginxRule[];
  /** Absent where it is not a Service. */
  readonly defaultBackend: BackendRef | undefined;
}

export interface NginxRule {
  /** {@link CATCH_ALL} for a rule without host. */
  readonly host: string;
  /** Absent for a rule without `http`. */
  readonly paths: readonly NginxPath[] | undefined;
}

export interface NginxPath {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix';
  /** Absent where it is not a Service. */
  readonly backend: BackendRef | undefined;
}

/** The port of a Service, as a backend names it. */
export interface BackendRef {
  readonly service: string;
  /** Number or name, as a text. */
  readonly port: string;
  readonly isNumber: boolean;
}

/** What the controller keeps of an Ingress: an empty path is `/`, and what is left to it is Prefix. */
export function nginxIngress(source: Ingress, annotations: NginxAnnotations): NginxIngress {
  const { namespace = '', name = '' } = source.metadata;
  return {
    key: keyOf(namespace, name),
    namespace,
    name,
    source,
    annotations,
    rules: objectsIn<IngressRule>(source.spec.rules).map(({ host = '', http }) => ({
      host: host === '' ? CATCH_ALL : host,
      paths: http === undefined ? undefined : objectsIn<HTTPIngressPath>(http.paths).map(nginxPath),
    })),
    defaultBackend: backendRef(source.spec.defaultBackend),
  };
}

function nginxPath({ path = '', pathType, backend }: HTTPIngressPath): NginxPath {
  return {
    path: path === '' ? '/' : path,
    pathType: pathType === 'Exact' ? 'Exact' : 'Prefix',
    backend: backendRef(backend),
  };
}

export function backendRef(backend: IngressBackend | undefined): BackendRef | undefined {
  const { name, port = {} } = backend?.service ?? {};
  if (name === undefined) return undefined;
  const isNumber = port.number !== undefined && port.number > 0;
  return { service: name, port: isNumber ? String(port.number) : (port.name ?? ''), isNumber };
}

/** Whether the controller takes an Ingress, by its class. */
export function isTaken(
  { metadata, spec }: Ingress,
  settings: NginxSettings,
  classes: ReadonlyMap<string, IngressClass>,
): boolean {
  const { ingressClass, controllerClass, ignoreIngressClass, watchNamespace, watchWithoutClass } = settings;
  if (watchNamespace !== '' && metadata.namespace !== watchNamespace) return false;
  if (!ignoreIngressClass && spec.ingressClassName !== undefined) {
    return classes.get(spec.ingressClassName)?.spec.controller === controllerClass;
  }
  const annotation = metadata.annotations?.[CLASS_ANNOTATION];
  return annotation === undefined ? watchWithoutClass : annotation === ingressClass;
}

/** The order that decides between Ingresses: the oldest first, at equal seconds by namespace and name, backwards. */
export function inOrder(ingresses: readonly Ingress[], secondOf: (ingress: Ingress) => number): readonly Ingress[] {
  const called = ({ metadata }: Ingress) => keyOf(metadata.namespace, metadata.name ?? '');
  return [...ingresses].sort((a, b) => {
    const byAge = secondOf(a) - secondOf(b);
    if (byAge !== 0) return byAge;
    return called(a) < called(b) ? 1 : -1;
  });
}

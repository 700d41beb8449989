import type { PathType } from '../terms/ingress-path';
import { isObject } from '../terms/json';
import { keyOf } from '../terms/object-ref';
import { classOf } from './ingress-class';
import type { NetworkModel } from './network-model';
import type { HTTPIngressPath, Ingress, IngressBackend, IngressRule } from './objects';
import { viewOf } from './view';
import { objectsIn } from './workload';

/** One way that an Ingress opens into the cluster: a path of one of its rules, or its default backend. */
export interface IngressRoute {
  /** The Ingress, as `namespace/name`. */
  readonly ingress: string;
  readonly namespace: string;
  /** Class of the Ingress; absent when it has none. */
  readonly className?: string;
  /** Host of the rule; absent for every host, and for the default backend. */
  readonly host?: string;
  /** Absent for the default backend. */
  readonly path?: { readonly pathType: PathType; readonly path: string };
  readonly backend: IngressBackend;
  /** Where it stands in the Ingress: the indexes of its rule and path; absent for the default backend. */
  readonly at?: { readonly rule: number; readonly path: number };
  readonly source: Ingress;
}

/** All routes of all Ingresses of a model, in the order of the manifests. */
export const routesOf = viewOf((model: NetworkModel): readonly IngressRoute[] =>
  [...model.ingresses].flatMap(([key, ingress]) => routesOfIngress(model, key, ingress)),
);

function routesOfIngress(model: NetworkModel, ingress: string, source: Ingress): readonly IngressRoute[] {
  const className = classOf(model, source);
  const namespace = source.metadata.namespace ?? model.defaultNamespace;
  const common = { ingress, namespace, source, ...(className === undefined ? {} : { className }) };
  const routes: IngressRoute[] = [];
  for (const [index, { host, http }] of objectsIn<IngressRule>(source.spec.rules).entries()) {
    for (const [position, item] of objectsIn<HTTPIngressPath>(http?.paths).entries()) {
      const at = { rule: index, path: position };
      const path = { pathType: item.pathType ?? 'ImplementationSpecific', path: item.path ?? '' };
      const backend = isObject(item.backend) ? item.backend : {};
      routes.push({ ...common, ...(host === undefined || host === '' ? {} : { host }), path, backend, at });
    }
  }
  const backend = source.spec.defaultBackend;
  if (isObject(backend)) routes.push({ ...common, backend });
  return routes;
}

/** `spec.rules[0].http.paths[1]`, `spec.defaultBackend`: the field of its Ingress at which a route stands. */
export function fieldOf({ at }: IngressRoute): string {
  return at === undefined ? 'spec.defaultBackend' : `spec.rules[${at.rule}].http.paths[${at.path}]`;
}

/** `Ingress shop/web`, with what it serves: how a route is called in sentences. */
export function describeRoute({ ingress, host, path }: IngressRoute): string {
  if (path === undefined) return `the default backend of Ingress ${ingress}`;
  return `${path.pathType} ${host ?? '*'}${path.path} of Ingress ${ingress}`;
}

/** `Service shop/web port 80`: where a route leads. */
export function describeBackend({ namespace, backend: { service, resource } }: IngressRoute): string {
  if (resource !== undefined) return `${resource.kind ?? 'resource'} ${keyOf(namespace, resource.name ?? '')}`;
  if (service?.name === undefined) return 'nowhere';
  const port = service.port?.name ?? service.port?.number;
  return `Service ${keyOf(namespace, service.name)}${port === undefined ? '' : ` port ${port}`}`;
}

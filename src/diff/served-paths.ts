import { attachmentsOf } from '../model/gateway/attachment';
import type { NetworkModel } from '../model/network-model';
import { portOf } from '../probes/probe';
import { hostMatches } from '../terms/host';
import type { ObjectRef } from '../terms/object-ref';

/** A path that an Ingress or a route serves. */
export interface ServedPath {
  readonly object: ObjectRef;
  /** `https://shop.example.com/cart`, with `*` for every host. */
  readonly url: string;
}

/** The paths of all Ingresses and routes, each once for every protocol that its host has. */
export function* servedPaths(model: NetworkModel): Generator<ServedPath> {
  yield* pathsOfIngresses(model);
  yield* pathsOfRoutes(model);
}

function* pathsOfRoutes(model: NetworkModel): Generator<ServedPath> {
  for (const { route, candidates } of attachmentsOf(model).attachments) {
    if (route.kind !== 'HTTPRoute') continue;
    const { name = '', namespace = model.defaultNamespace } = route.metadata;
    const object: ObjectRef = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', namespace, name };
    const matches = (route.spec.rules ?? []).flatMap((rule) => rule.matches ?? [{}]);
    for (const { outcome, listener, hostnames } of candidates) {
      if (outcome !== 'attached') continue;
      const protocol = listener.protocol === 'HTTPS' ? 'https' : 'http';
      const port = listener.port === portOf({ protocol }) ? '' : `:${listener.port}`;
      for (const host of hostnames) {
        for (const { path = {} } of matches) yield { object, url: `${protocol}://${host}${port}${path.value ?? '/'}` };
      }
    }
  }
}

function* pathsOfIngresses({ ingresses, defaultNamespace }: NetworkModel): Generator<ServedPath> {
  for (const { metadata, spec } of ingresses.values()) {
    const { name = '', namespace = defaultNamespace } = metadata;
    const object: ObjectRef = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', namespace, name };
    const { rules = [], defaultBackend, tls = [] } = spec;
    const isSecure = (host: string | undefined) =>
      tls.some(
        ({ hosts = [] }) => hosts.length === 0 || hosts.some((each) => host !== undefined && hostMatches(each, host)),
      );
    const paths = rules.flatMap(({ host, http }) => (http?.paths ?? []).map(({ path = '/' }) => ({ host, path })));
    if (defaultBackend !== undefined) paths.push({ host: undefined, path: '/' });
    for (const { host, path } of paths) {
      const where = `${host ?? '*'}${path}`;
      yield { object, url: `http://${where}` };
      if (isSecure(host)) yield { object, url: `https://${where}` };
    }
  }
}

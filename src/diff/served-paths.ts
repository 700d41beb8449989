import type { NetworkModel } from '../model/network-model';
import { hostMatches } from '../terms/host';
import type { ObjectRef } from '../terms/object-ref';

/** A path that an Ingress serves. */
export interface ServedPath {
  readonly object: ObjectRef;
  /** `https://shop.example.com/cart`, with `*` for every host. */
  readonly url: string;
}

/** The paths of all Ingresses, each once for every protocol that its host has. */
export function* servedPaths({ ingresses, defaultNamespace }: NetworkModel): Generator<ServedPath> {
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

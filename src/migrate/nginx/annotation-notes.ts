import { readAnnotations } from '../../dataplane/ingress/nginx/annotations';
import type { NginxIngress } from '../../dataplane/ingress/nginx/nginx-ingress';
import { isTaken } from '../../dataplane/ingress/nginx/nginx-ingress';
import type { NginxSource } from '../../dataplane/ingress/nginx/objects';
import { ownOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import type { Note } from '../note';
import type { TLSToBackend } from '../plan';
import { ANNOTATIONS } from './annotation-table';
import { isHost } from './filters';

/** A note on each annotation that no object of Gateway API says, and on Ingresses that the controller does not serve. */
export function* notesOn(ingresses: readonly NginxIngress[], source: NginxSource): Generator<Note> {
  for (const ingress of ingresses) yield* notesOf(ingress, source);
  for (const ingress of source.ingresses) {
    const why = isTaken(ingress, source.settings, source.classes) ? readAnnotations(ingress, source) : undefined;
    if (typeof why !== 'string') continue;
    const key = keyOf(ingress.metadata.namespace, ingress.metadata.name ?? '');
    yield {
      name: 'ignored-ingress',
      ingress: key,
      text: `ingress-nginx takes it for absent: ${why}; so it becomes no route`,
      explains: [],
    };
  }
}

function* notesOf(
  { key: ingress, source: { metadata }, annotations }: NginxIngress,
  { settings }: NginxSource,
): Generator<Note> {
  const prefix = `${settings.annotationsPrefix}/`;
  for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
    if (!key.startsWith(prefix) || value === '') continue;
    const name = key.slice(prefix.length);
    const known = ownOf(ANNOTATIONS, name);
    if (known === undefined) {
      const text = 'is not an annotation of ingress-nginx 1.15, which does not look at it';
      yield { name, ingress, annotation: { key, value }, text, explains: [] };
      continue;
    }
    if (known === 'translated' || (typeof known === 'function' && !known(value, annotations))) continue;
    const said = typeof known === 'function' ? known(value, annotations) : known;
    if (said === undefined) continue;
    const { text, extension, explains = [], statuses, opens } = said;
    yield {
      name,
      ingress,
      annotation: { key, value },
      text,
      ...(extension === undefined ? {} : { extension }),
      explains,
      ...(statuses === undefined ? {} : { statuses }),
      ...(opens === undefined ? {} : { opens }),
    };
  }
}

/** The Services whose backends are spoken to over TLS. */
export function tlsBackends(ingresses: readonly NginxIngress[]): readonly TLSToBackend[] {
  const found = new Map<string, TLSToBackend>();
  for (const { annotations, namespace, rules, defaultBackend, source } of ingresses) {
    if (!['HTTPS', 'GRPCS'].includes(annotations.backendProtocol)) continue;
    const name = source.metadata.annotations?.['nginx.ingress.kubernetes.io/proxy-ssl-name'];
    const backends = [...rules.flatMap(({ paths = [] }) => paths.map(({ backend }) => backend)), defaultBackend];
    for (const { service } of backends.flatMap((backend) => backend ?? [])) {
      const hostname = name !== undefined && isHost(name) ? name : `${service}.${namespace}.svc`;
      found.set(keyOf(namespace, service), { namespace, service, hostname });
    }
  }
  return [...found.values()];
}

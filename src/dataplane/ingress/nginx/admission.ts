import { goBool } from '../../../model/ingress-nginx/go-values';
import { PLAIN_PATH } from '../../../model/ingress-nginx/host-rules';
import type { HTTPIngressPath, Ingress, IngressRule, IngressTLS } from '../../../model/objects';
import { objectsIn } from '../../../model/workload';
import { keyOf } from '../../../terms/object-ref';
import { readAnnotations } from './annotations';
import { hasBlockedWord, nginxConfig, takenIngresses } from './nginx-config';
import { CATCH_ALL, isTaken, nginxIngress } from './nginx-ingress';
import type { NginxSource } from './objects';
import type { NginxSettings } from './settings';

/**
 * Why the validating webhook of the controller refuses to let an Ingress in beside the others that are there; undefined: it
 * does not (`CheckIngress` in internal/ingress/controller/controller.go).
 */
export function whyNotAdmitted(ingress: Ingress, source: NginxSource): string | undefined {
  const { classes, settings } = source;
  const suspicious = settings.deepInspect ? suspiciousText(ingress) : undefined;
  if (suspicious !== undefined) return `invalid object: invalid value found: ${suspicious}`;
  if (!isTaken(ingress, settings, classes)) return undefined;
  if (settings.disableCatchAll && ingress.spec.defaultBackend !== undefined) return 'catch-all Ingresses are disabled';
  const odd = settings.strictPathTypes ? oddPaths(ingress) : [];
  if (odd.length > 0) return `ingress contains invalid paths: ${odd.join('\n')}`;
  const annotations = whyNotAnnotated(ingress, settings);
  if (annotations !== undefined) return annotations;
  const parsed = readAnnotations(ingress, source);
  return typeof parsed === 'string' ? parsed : overlapOf(ingress, source);
}

/** Texts that look like an attempt to break out of nginx.conf. */
function suspiciousText({ spec }: Ingress): string | undefined {
  const rules = objectsIn<IngressRule>(spec.rules);
  const tls = objectsIn<IngressTLS>(spec.tls);
  const texts = [
    ...rules.flatMap(({ host, http }) => [host, ...objectsIn<HTTPIngressPath>(http?.paths).map(({ path }) => path)]),
    ...tls.flatMap(({ hosts = [], secretName }) => [secretName, ...hosts]),
  ];
  return texts.find((text) => typeof text === 'string' && isSuspicious(text));
}

function isSuspicious(text: string): boolean {
  if (/\/etc\/(passwd|shadow|group|nginx|ingress-controller)|\/var\/run\/secrets|_by_lua/.test(text)) return true;
  // `alias …;` and `root …;`, over lines as well.
  return ['alias', 'root'].some((word) => text.includes(word) && text.lastIndexOf(';') > text.indexOf(word));
}

/** Prefix and Exact paths with characters that no plain path has. */
function oddPaths({ spec }: Ingress): readonly string[] {
  return objectsIn<IngressRule>(spec.rules)
    .flatMap(({ http }) => objectsIn<HTTPIngressPath>(http?.paths))
    .filter(({ path = '', pathType }) => path !== '' && pathType !== 'ImplementationSpecific' && !PLAIN_PATH.test(path))
    .map(({ path = '', pathType = '<nil>' }) => `path ${path} cannot be used with pathType ${pathType}`);
}

function whyNotAnnotated(ingress: Ingress, settings: NginxSettings): string | undefined {
  if (hasBlockedWord(ingress, settings)) return 'an annotation contains a word that is not allowed';
  const snippet = Object.keys(ingress.metadata.annotations ?? {}).find((key) => key.endsWith('-snippet'));
  return settings.allowSnippets || snippet === undefined
    ? undefined
    : `${snippet} annotation cannot be used. Snippet directives are disabled by the Ingress administrator`;
}

/** A host and path that another Ingress has, as its locations are written. */
function overlapOf(ingress: Ingress, source: NginxSource): string | undefined {
  const key = keyOf(ingress.metadata.namespace, ingress.metadata.name ?? '');
  const annotations = readAnnotations(ingress, source);
  if (typeof annotations === 'string') return annotations;
  const own = nginxIngress(ingress, annotations);
  const others = takenIngresses(source).filter((other) => other.key !== key);
  const { servers } = nginxConfig([...others, own], source);
  const isCanary = canaryOf(ingress, source.settings);
  for (const { host, paths = [] } of own.rules) {
    const locations = servers.find(({ hostname }) => hostname === host)?.locations ?? [];
    for (const { path, backend } of paths) {
      if (backend === undefined) continue;
      const existing = locations.find((location) => {
        const { ingress: other, isGenerated } = location;
        if (location.path !== path || isGenerated || other === undefined || other.key === key) return false;
        const isOther = canaryOf(other.source, source.settings);
        return (isCanary === true && isOther === true) || (isCanary === 'absent' && isOther === 'absent');
      });
      if (existing !== undefined) {
        const shown = host === CATCH_ALL ? '_' : host;
        return `host "${shown}" and path "${path}" is already defined in ingress ${existing.ingress?.key ?? ''}`;
      }
    }
  }
  return undefined;
}

function canaryOf({ metadata }: Ingress, { annotationsPrefix }: NginxSettings): boolean | 'absent' {
  const value = metadata.annotations?.[`${annotationsPrefix}/canary`];
  return value === undefined ? 'absent' : goBool(value) === true;
}

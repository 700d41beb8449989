import { ANNOTATION_RULES } from '../../model/ingress-nginx/annotation-rules';
import { PREFIX } from '../../model/ingress-nginx/host-rules';
import type { Ingress } from '../../model/objects';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { annotationsOf } from './facts/ingress-at';
import { isNginx } from './facts/nginx-hosts';

const RULES =
  'ingressClassName: nginx\nrules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';
const annotated = (annotation: string) => ingress(RULES, `name: web\nannotations: { ${PREFIX}${annotation} }`);

export const nginxAnnotationValue = defineRule({
  id: 'links/nginx-annotation-value',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  field: 'metadata.annotations',
  summary: 'The values of annotations are such as ingress-nginx takes.',
  why: 'ingress-nginx compares the value of each annotation with a pattern (by default from release 1.12 on). Of one that does not fit, the annotation is dropped, the locations answer 503, or the whole Ingress is left out and its webhook refuses it.',
  fix: 'Correct the value.',
  passing: [{ title: 'A number', manifests: annotated("proxy-read-timeout: '60'") }],
  failing: [
    {
      title: 'A unit, where seconds are meant',
      manifests: annotated('proxy-read-timeout: 60s'),
      path: `metadata.annotations[${PREFIX}proxy-read-timeout]`,
      kind: 'Invalid',
    },
    {
      title: 'A variable of nginx in a redirect, for which the whole Ingress is left out',
      manifests: annotated("permanent-redirect: 'https://new.example.com$request_uri'"),
      path: `metadata.annotations[${PREFIX}permanent-redirect]`,
      kind: 'Invalid',
    },
    {
      title: 'A snippet, which administrators have to allow',
      manifests: annotated("configuration-snippet: 'return 418;'"),
      path: `metadata.annotations[${PREFIX}configuration-snippet]`,
      kind: 'Forbidden',
    },
  ],
  *check(object, { model }) {
    if (!isNginx(model, object.value as Ingress)) return;
    for (const [key, value] of Object.entries(annotationsOf(object))) {
      if (!key.startsWith(PREFIX) || typeof value !== 'string' || value === '') continue;
      const name = key.slice(PREFIX.length);
      const at = object.at('metadata', 'annotations').key(key);
      if (ANNOTATION_RULES.get(name)?.risk === 'Critical')
        yield at.forbidden('is off unless the ConfigMap allows it', SNIPPET);
      else if (ANNOTATION_RULES.get(name)?.takes(value) === false)
        yield at.invalid('is not a value that ingress-nginx takes', wordsFor(name));
    }
  },
});

const SNIPPET: Words = {
  severity: 'info',
  why: 'Snippets need allow-snippet-annotations and annotations-risk-level: Critical in the ConfigMap of ingress-nginx; without them the whole Ingress is left out, and the webhook refuses it.',
  fix: 'Use the annotation that does the same, where there is one.',
};

function wordsFor(name: string): Words {
  const outcome = LEFT_OUT.has(name)
    ? 'leaves the whole Ingress out, its webhook refuses it'
    : DENIED.has(name)
      ? 'answers 503 at all its paths'
      : 'drops the annotation';
  return {
    why: `ingress-nginx compares the value with a pattern (by default from release 1.12 on); because of one that does not fit it ${outcome}.`,
  };
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['auth-realm', 'auth-type', 'auth-url', 'client-body-buffer-size', 'custom-http-errors', 'default-backend'],
  ...['from-to-www-redirect', 'limit-connections', 'limit-rpm', 'limit-rps', 'load-balance', 'permanent-redirect'],
  ...['permanent-redirect-code', 'relative-redirects', 'server-alias', 'ssl-ciphers', 'temporal-redirect'],
  ...['temporal-redirect-code', 'upstream-hash-by', 'upstream-vhost', 'x-forwarded-prefix'],
]);
const DENIED: ReadonlySet<string> = new Set(['allowlist-source-range', 'auth-secret', 'denylist-source-range']);

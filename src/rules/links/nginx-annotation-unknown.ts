import { ANNOTATION_RULES } from '../../model/ingress-nginx/annotation-rules';
import { PREFIX } from '../../model/ingress-nginx/host-rules';
import type { Ingress } from '../../model/objects';
import { mistyped } from '../../terms/nearest';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { annotationsOf } from './facts/ingress-at';
import { isNginx } from './facts/nginx-hosts';

const RULES =
  'ingressClassName: nginx\nrules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';
const annotated = (annotation: string) => ingress(RULES, `name: web\nannotations: { ${annotation} }`);

export const nginxAnnotationUnknown = defineRule({
  id: 'links/nginx-annotation-unknown',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  field: 'metadata.annotations',
  summary: 'Annotations of ingress-nginx are such as it knows.',
  why: 'ingress-nginx overlooks an annotation that it does not know, and so does its webhook: the Ingress is served as if it were not there.',
  fix: 'Correct the name, or remove the annotation.',
  passing: [{ title: 'A known one', manifests: annotated(`${PREFIX}proxy-body-size: 8m`) }],
  failing: [
    {
      title: 'A mistyped name',
      manifests: annotated(`${PREFIX}rewrite-targt: /`),
      path: `metadata.annotations[${PREFIX}rewrite-targt]`,
      kind: 'Ignored',
    },
    {
      title: 'One of the other controller that nginx is part of',
      manifests: annotated('nginx.org/client-max-body-size: 8m'),
      path: 'metadata.annotations[nginx.org/client-max-body-size]',
      kind: 'Ignored',
    },
  ],
  *check(object, { model }) {
    if (!isNginx(model, object.value as Ingress)) return;
    for (const key of Object.keys(annotationsOf(object))) {
      const at = object.at('metadata', 'annotations').key(key);
      const other = OTHERS.find(([prefix]) => key.startsWith(prefix));
      if (other !== undefined) {
        yield at.ignored(`is an annotation of ${other[1]}`, {
          severity: 'info',
          why: 'The class of this Ingress is that of ingress-nginx, which reads annotations of its own alone.',
        });
      }
      if (!key.startsWith(PREFIX) || isKnown(key.slice(PREFIX.length))) continue;
      const meant = mistyped(key.slice(PREFIX.length), NAMES);
      yield at.ignored(
        'is not an annotation of ingress-nginx',
        meant === undefined ? { severity: 'info' } : { fix: `Did you mean ${PREFIX}${meant}?` },
      );
    }
  },
});

const ALIASES = ['limit-whitelist', 'whitelist-source-range'];
const NAMES = [...ANNOTATION_RULES.keys(), ...ALIASES];

/** Annotations that earlier releases had. */
const FORMER: ReadonlySet<string> = new Set([
  ...['add-base-url', 'base-url-scheme', 'enable-influxdb', 'enable-opentracing', 'enable-rewrite-log', 'grpc-backend'],
  ...['influxdb-host', 'influxdb-measurement', 'influxdb-port', 'influxdb-server-name', 'limit-rate-burst'],
  ...['lua-resty-waf', 'mirror-uri', 'opentracing-trust-incoming-span', 'secure-backends', 'secure-verify-ca-secret'],
  ...['session-cookie-hash', 'upstream-fail-timeout', 'upstream-max-fails'],
]);

function isKnown(name: string): boolean {
  return (
    ANNOTATION_RULES.has(name) || ALIASES.includes(name) || FORMER.has(name) || name.startsWith('global-rate-limit')
  );
}

/** Whose annotations begin how. */
const OTHERS = [
  ['nginx.org/', 'the controller of NGINX Inc.'],
  ['nginx.com/', 'the controller of NGINX Inc.'],
  ['alb.ingress.kubernetes.io/', 'the AWS Load Balancer Controller'],
  ['traefik.ingress.kubernetes.io/', 'Traefik'],
  ['haproxy.org/', 'the controller of HAProxy'],
  ['konghq.com/', 'Kong'],
  ['projectcontour.io/', 'Contour'],
] as const;

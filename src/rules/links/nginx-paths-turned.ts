import { annotation, isCanary, readsPatterns } from '../../model/ingress-nginx/host-rules';
import { defineRule } from '../rule';
import { ingress, stream } from './examples';
import { nginxPathsAt } from './facts/nginx-hosts';

const rules = (path: string, pathType: string) =>
  `ingressClassName: nginx\nrules: [{ host: shop.example.com, http: { paths: [{ path: '${path}', pathType: ${pathType}, backend: { service: { name: web, port: { number: 80 } } } }] } }]`;
const REWRITTEN = ingress(
  rules('/app(/|$)(.*)', 'ImplementationSpecific'),
  'name: app\nannotations: { nginx.ingress.kubernetes.io/rewrite-target: /$2 }',
);

export const nginxPathsTurned = defineRule({
  id: 'links/nginx-paths-turned',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  summary: 'No Ingress turns the plain paths of another one into regular expressions unnoticed.',
  why: 'One use-regex or rewrite-target has ingress-nginx read all paths of the host, those of other Ingresses as well, as regular expressions: they are compared at their start alone and without regard to case, so that Exact /exact takes /exactx and /EXACT/y.',
  fix: 'Give the Ingress with the annotation a host of its own, or end Exact paths with $ and set pathType: ImplementationSpecific.',
  passing: [
    { title: 'Another host', manifests: stream(REWRITTEN, ingress(rules('/exact', 'Exact').replace('shop', 'docs'))) },
    { title: 'An end', manifests: stream(REWRITTEN, ingress(rules('/exact$', 'ImplementationSpecific'))) },
  ],
  failing: [
    {
      title: 'An Exact path of another Ingress',
      manifests: stream(REWRITTEN, ingress(rules('/exact', 'Exact'))),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Ignored',
    },
  ],
  *check(object, context) {
    for (const { at, host, path, route } of nginxPathsAt(object, context)) {
      if (!host.readsPatterns || isCanary(route) || readsPatterns([route]) || route.path?.pathType !== 'Exact')
        continue;
      const cause = host.routes.find((other) => readsPatterns([other]));
      if (cause === undefined) continue;
      const name = annotation(cause.source, 'rewrite-target') === undefined ? 'use-regex' : 'rewrite-target';
      yield at.ignored(
        `is Exact, but ${name} of Ingress ${cause.ingress} makes it a regular expression: it takes ${path}x as well`,
      );
    }
  },
});

import { pcreSearch } from '../../runtime/pcre-pattern';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { makesLocations, nginxPathsAt } from './facts/nginx-hosts';

const USE_REGEX = "name: web\nannotations: { nginx.ingress.kubernetes.io/use-regex: 'true' }";
const rules = (path: string) =>
  `ingressClassName: nginx\nrules: [{ host: shop.example.com, http: { paths: [{ path: '${path}', pathType: ImplementationSpecific, backend: { service: { name: web, port: { number: 80 } } } }] } }]`;

export const nginxPathPattern = defineRule({
  id: 'links/nginx-path-pattern',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'Where ingress-nginx reads paths as regular expressions, every path is one.',
  why: 'nginx refuses the whole configuration because of one broken expression. From then on the controller changes nothing for any host, and after a restart it serves nothing; its webhook does not find that.',
  fix: 'Correct the expression.',
  passing: [
    { title: 'A regular expression', manifests: ingress(rules('/api(/|$)(.*)'), USE_REGEX) },
    { title: 'A plain path, where none is an expression', manifests: ingress(rules('/a(b')) },
  ],
  failing: [
    {
      title: 'A group without an end',
      manifests: ingress(rules('/api(/|$'), USE_REGEX),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    for (const { at, host, path, route } of nginxPathsAt(object, context)) {
      if (!host.readsPatterns || !makesLocations(route)) continue;
      const pattern = pcreSearch(`^${path}`, { ignoreCase: true });
      if ('fault' in pattern && pattern.fault === 'invalid') {
        yield at.invalid(`is not a regular expression: ${pattern.detail}`);
      }
    }
  },
});

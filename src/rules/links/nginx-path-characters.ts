import { PLAIN_PATH } from '../../model/ingress-nginx/host-rules';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { nginxPathsAt } from './facts/nginx-hosts';
import { PATTERN } from './ingress-path-regex';

const rules = (path: string, pathType: string) =>
  `ingressClassName: nginx\nrules: [{ http: { paths: [{ path: '${path}', pathType: ${pathType}, backend: { service: { name: web, port: { number: 80 } } } }] } }]`;

export const nginxPathCharacters = defineRule({
  id: 'links/nginx-path-characters',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  summary: 'Prefix and Exact paths have the characters that the webhook of ingress-nginx lets in.',
  why: 'Its admission webhook refuses Prefix and Exact paths with other characters than letters, digits, dots, underscores, hyphens and slashes (strict-validate-path-type, by default from release 1.12 on).',
  fix: 'Set pathType: ImplementationSpecific, which ingress-nginx compares as Prefix.',
  passing: [
    { title: 'Plain', manifests: ingress(rules('/api/v1.2/some_thing', 'Prefix')) },
    { title: 'Left to the controller', manifests: ingress(rules('/~user', 'ImplementationSpecific')) },
  ],
  failing: [
    {
      title: 'A tilde',
      manifests: ingress(rules('/~user', 'Prefix')),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    for (const { at, path, route } of nginxPathsAt(object, context)) {
      const isOpen = route.path?.pathType === 'ImplementationSpecific';
      // What is a pattern, or has a query, is told as such.
      if (isOpen || PLAIN_PATH.test(path) || PATTERN.test(path) || /[?#]/.test(path)) continue;
      yield at.invalid(`has other characters than the webhook of ingress-nginx lets in`);
    }
  },
});

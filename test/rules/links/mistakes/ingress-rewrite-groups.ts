import { backendOf, ingress, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const REWRITE = 'nginx.ingress.kubernetes.io/rewrite-target';

export const ingressRewriteGroups: RuleCases = {
  rule: 'links/ingress-rewrite-groups',
  faulty: [
    at('Ingress/shop/web', `metadata.annotations[${REWRITE}]`, 'no group', [rewrite('/$2', '/docs'), web()]),
    at('Ingress/shop/web', `metadata.annotations[${REWRITE}]`, 'one group of two', [
      rewrite('/$2', '/docs/(.*)'),
      web(),
    ]),
    at('Ingress/shop/web', `metadata.annotations[${REWRITE}]`, 'a group that does not capture', [
      rewrite('/$1', '/docs(?:/|$)'),
      web(),
    ]),
  ],
  right: [
    { title: 'as many groups', input: [rewrite('/$2', '/docs(/|$)(.*)'), web()] },
    { title: 'all to the root', input: [rewrite('/', '/docs'), web()] },
    { title: 'an escaped parenthesis beside the group', input: [rewrite('/$1', '/docs\\((.*)'), web()] },
  ],
};

function rewrite(target: string, path: string) {
  const paths = [{ path, pathType: 'ImplementationSpecific', backend: backendOf('web:80') }];
  return ingress(
    'web',
    { rules: [{ host: 'a.example.com', http: { paths } }] },
    { annotations: { [REWRITE]: target } },
  );
}

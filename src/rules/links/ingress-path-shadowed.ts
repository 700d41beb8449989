import { describeBackend } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { pathOfRoute } from './facts/ingress-at';
import { conflictsOf } from './facts/ingress-conflicts';
import { isKept } from './facts/kept';

const paths = (...items: readonly string[]) =>
  `ingressClassName: nginx\nrules:\n  - host: shop.example.com\n    http:\n      paths:\n${items.map((item) => `        - { ${item} }`).join('\n')}`;
const to = (service: string) => `backend: { service: { name: ${service}, port: { number: 80 } } }`;

export const ingressPathShadowed = defineRule({
  id: 'links/ingress-path-shadowed',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'No path stands in the shadow of another that takes all of its requests and comes first.',
  why: 'Prefixes are compared element by element, so that /foo and /foo/ take the same requests; of the two the longer one comes first, and the other never answers.',
  fix: 'Remove one of the two paths, or make one of them Exact.',
  passing: [
    {
      title: 'The longer prefix takes only a part of the requests',
      manifests: ingress(
        paths(`path: /, pathType: Prefix, ${to('web')}`, `path: /api, pathType: Prefix, ${to('api')}`),
      ),
    },
    {
      title: 'Exact beside Prefix',
      manifests: ingress(
        paths(`path: /api, pathType: Exact, ${to('docs')}`, `path: /api, pathType: Prefix, ${to('api')}`),
      ),
    },
  ],
  failing: [
    {
      title: 'A trailing slash makes no difference',
      manifests: ingress(
        paths(`path: /api/, pathType: Prefix, ${to('api')}`, `path: /api, pathType: Prefix, ${to('web')}`),
      ),
      path: 'spec.rules[0].http.paths[1].path',
      kind: 'Ignored',
    },
    {
      title: 'Prefix beside ImplementationSpecific',
      manifests: ingress(
        paths(
          `path: /api, pathType: Prefix, ${to('api')}`,
          `path: /api, pathType: ImplementationSpecific, ${to('web')}`,
        ),
      ),
      path: 'spec.rules[0].http.paths[1].path',
      kind: 'Ignored',
    },
  ],
  *check(object, context) {
    const {
      model,
      object: { namespace, name },
    } = context;
    for (const { route, earlier, differ } of conflictsOf(model, keyOf(namespace, name))) {
      if (differ === 'nothing' || !isKept(object, route.source, context)) continue;
      if (describeBackend(route) === describeBackend(earlier)) continue;
      const other = `${earlier.path?.path ?? '/'} of Ingress ${earlier.ingress}`;
      const detail = `takes the same requests as ${other}, which leads to ${describeBackend(earlier)}`;
      yield pathOfRoute(object, route).ignored(detail, differ === 'pathType' ? LIKE_PREFIX : {});
    }
  },
});

const LIKE_PREFIX: Words = {
  severity: 'warning',
  why: 'Most controllers compare ImplementationSpecific paths like Prefix; which of the two then answers, the API does not say.',
};

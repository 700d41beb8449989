import { pathOf } from '../../model/ingress-nginx/host-rules';
import type { IngressRoute } from '../../model/route-table';
import { describeRoute } from '../../model/route-table';
import { viewOf } from '../../model/view';
import { defineRule } from '../rule';
import { ingress } from './examples';
import type { NginxHost } from './facts/nginx-hosts';
import { makesLocations, nginxPathsAt } from './facts/nginx-hosts';

const to = (name: string) => `backend: { service: { name: ${name}, port: { number: 80 } } }`;
const rules = (...paths: readonly string[]) =>
  `ingressClassName: nginx\nrules:\n  - host: shop.example.com\n    http:\n      paths:\n${paths.map((path) => `        - { ${path} }`).join('\n')}`;

export const nginxLocationDuplicate = defineRule({
  id: 'links/nginx-location-duplicate',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'No two paths of a host become one location of nginx.',
  why: 'ingress-nginx makes location "/t/" of the prefixes /t and /t/. nginx refuses the whole configuration because of the second one: from then on the controller changes nothing for any host, and after a restart it serves nothing; its webhook does not find that.',
  fix: 'Remove one of the two paths: a prefix takes the same requests with a slash at its end and without.',
  passing: [
    {
      title: 'Exact beside Prefix',
      manifests: ingress(rules(`path: /t, pathType: Exact, ${to('web')}`, `path: /t, pathType: Prefix, ${to('api')}`)),
    },
  ],
  failing: [
    {
      title: 'With a slash and without',
      manifests: ingress(
        rules(`path: /t, pathType: Prefix, ${to('web')}`, `path: /t/, pathType: Prefix, ${to('web')}`),
      ),
      path: 'spec.rules[0].http.paths[1].path',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    for (const { at, host, route } of nginxPathsAt(object, context)) {
      const twin = host.readsPatterns ? undefined : twinsOf(host).get(route);
      if (twin === undefined) continue;
      yield at.duplicate({
        why: `ingress-nginx makes location "${locationOf(route)}" of this path and of ${describeRoute(twin)}. nginx refuses the whole configuration because of the second one: from then on the controller changes nothing for any host, and after a restart it serves nothing; its webhook does not find that.`,
      });
    }
  },
});

/** For paths whose location an earlier one of the host makes already, the first of these: the same path is no other location. */
const twinsOf = viewOf(({ routes }: NginxHost): ReadonlyMap<IngressRoute, IngressRoute> => {
  const firsts = new Map<string, IngressRoute>();
  const twins = new Map<IngressRoute, IngressRoute>();
  for (const route of routes.filter(isPrefix)) {
    const path = pathOf(route);
    const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
    const twin = firsts.get(other);
    if (twin !== undefined && locationOf(twin) === locationOf(route)) twins.set(route, twin);
    if (!firsts.has(path)) firsts.set(path, route);
  }
  return twins;
});

/** ImplementationSpecific is Prefix to ingress-nginx; the root is left as it is. */
function isPrefix(route: IngressRoute): boolean {
  return makesLocations(route) && route.path?.pathType !== 'Exact' && pathOf(route) !== '/';
}

function locationOf(route: IngressRoute): string {
  const path = pathOf(route);
  return path.endsWith('/') ? path : `${path}/`;
}

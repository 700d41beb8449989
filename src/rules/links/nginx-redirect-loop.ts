import { annotation, PREFIX, takers } from '../../model/ingress-nginx/host-rules';
import type { Ingress } from '../../model/objects';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { nginxPathsAt } from './facts/nginx-hosts';

const RULES =
  'ingressClassName: nginx\nrules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';
const redirect = (url: string, name = 'permanent-redirect') =>
  ingress(RULES, `name: web\nannotations: { ${PREFIX}${name}: '${url}' }`);

export const nginxRedirectLoop = defineRule({
  id: 'links/nginx-redirect-loop',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  field: 'metadata.annotations',
  summary: 'A redirect leads away from the Ingress that makes it.',
  why: 'ingress-nginx redirects all requests that an Ingress with such an annotation takes, over http and https. One that leads to a URL which the same Ingress takes is redirected again, until the client gives up.',
  fix: 'Name another host, or give the path that is led to an Ingress of its own without the annotation.',
  passing: [{ title: 'Another host', manifests: redirect('https://new.example.com/') }],
  failing: [
    {
      title: 'To https of the same host, for which force-ssl-redirect is meant',
      manifests: redirect('https://shop.example.com'),
      path: `metadata.annotations[${PREFIX}permanent-redirect]`,
      kind: 'Invalid',
    },
    {
      title: 'From the root to the root',
      manifests: redirect('/', 'app-root'),
      path: `metadata.annotations[${PREFIX}app-root]`,
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const value = object.value as Ingress;
    const paths = nginxPathsAt(object, context);
    if (paths.length === 0) return;
    const at = (name: string) => object.at('metadata', 'annotations').key(PREFIX + name);
    if (annotation(value, 'app-root') === '/') {
      yield at('app-root').invalid('leads from / to /', { severity: 'warning' });
    }
    const name = ['temporal-redirect', 'permanent-redirect'].find((each) => annotation(value, each) !== undefined);
    const url = name === undefined ? undefined : annotation(value, name);
    if (name === undefined || url === undefined || !URL.canParse(url)) return;
    const { hostname, pathname } = new URL(url);
    const taken = paths.find(
      ({ host, route }) =>
        route.host?.toLowerCase() === hostname &&
        takers(host.routes, pathname)?.some(({ ingress }) => ingress === route.ingress),
    );
    if (taken !== undefined)
      yield at(name).invalid(`leads to ${hostname}${pathname}, which this Ingress redirects as well`);
  },
});

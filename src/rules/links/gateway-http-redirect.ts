import { attachmentsOf } from '../../model/gateway/attachment';
import type { Route } from '../../model/gateway/objects';
import { keyOf } from '../../terms/object-ref';
import { commonHost } from '../../terms/wildcard-host';
import { defineRule } from '../rule';
import { stream } from './examples';
import { isOfGatewayApi, routesAt } from './facts/gateway-at';
import { gateway, HTTP, httpRoute } from './gateway-examples';

const HTTPS = '{ name: https, port: 443, protocol: HTTPS, tls: { options: { example.com/certificate: a } } }';
const SHOP = httpRoute('parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }]');
const REDIRECT = httpRoute(
  'parentRefs: [{ name: edge, sectionName: http }], rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]',
  'name: to-https',
);

export const gatewayHttpRedirect = defineRule({
  id: 'links/gateway-http-redirect',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Gateway'],
  field: 'spec.listeners',
  summary: 'Beside a listener of HTTPS, that of plain HTTP redirects.',
  why: 'The routes of the listener answer without TLS as well. Ingress controllers redirected to https of their own accord; Gateways do not.',
  fix: 'Attach the routes to the HTTPS listener with sectionName, and one with a RequestRedirect to scheme https to the other.',
  passing: [
    {
      title: 'A route that redirects',
      manifests: stream(
        gateway(`${HTTP}, ${HTTPS}`),
        SHOP.replace('name: edge', 'name: edge, sectionName: https'),
        REDIRECT,
      ),
    },
  ],
  failing: [
    {
      title: 'A route on both',
      manifests: stream(gateway(`${HTTP}, ${HTTPS}`), SHOP),
      path: 'spec.listeners[0]',
      kind: 'Invalid',
    },
  ],
  *check(_, context) {
    if (!isOfGatewayApi(context)) return;
    const { listeners = [] } =
      attachmentsOf(context.model).gateways.get(keyOf(context.object.namespace, context.object.name)) ?? {};
    const secure = listeners.filter(({ protocol }) => protocol === 'HTTPS');
    for (const listener of listeners) {
      if (listener.protocol !== 'HTTP' || listener.owner.kind !== 'Gateway') continue;
      if (!secure.some(({ hostname }) => commonHost(hostname, listener.hostname) !== undefined)) continue;
      const serving = (routesAt(context.model).get(listener) ?? []).find(
        (route) => route.kind === 'HTTPRoute' && answers(route),
      );
      if (serving === undefined) continue;
      const { namespace, name = '' } = serving.metadata;
      const detail = `HTTPRoute ${keyOf(namespace, name)} answers without TLS on listener ${listener.name}`;
      yield { kind: 'Invalid', path: listener.path, detail };
    }
  },
});

/** Whether backends answer requests of a route. */
function answers({ spec }: Route): boolean {
  return (spec.rules ?? []).some(({ backendRefs = [] }) => backendRefs.length > 0);
}

import { objectOf } from '../../../src/migrate/edge';
import type { RouteRule } from '../../../src/model/gateway/objects';
import { TLS } from '../shop';
import type { Pair } from './pair';
import { HOST, left, route, TO_WEB, unchanged } from './pair';

const TO_HTTPS: RouteRule = {
  filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
};
const BROKEN = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'shop-tls', namespace: 'shop' },
  data: {},
};
const passed = objectOf('TLSRoute', 'shop', 'passed', {
  parentRefs: [{ name: 'edge', sectionName: 'passed' }],
  hostnames: [HOST],
  rules: [{ backendRefs: [{ name: 'tls', port: 443 }] }],
});
const PASSED = { 'ssl-passthrough': 'true' };
const WHITELIST = { 'whitelist-source-range': '0.0.0.0/0' };
const BASIC = { 'auth-type': 'basic', 'auth-secret': 'people', 'auth-realm': 'Shop' };
/** What nginx asks others is not known of it either. */
const ASKED = 'what the annotation nginx.ingress.kubernetes.io/auth-url does';
const PASSES = 'what the annotation nginx.ingress.kubernetes.io/ssl-passthrough does';
const ASKS = { 'auth-url': 'http://door.example.org/' };
const ORIGIN = { 'enable-cors': 'true', 'cors-allow-origin': 'https://desk.example.org' };

/** TLS, and who may ask. */
export const ACCESS: readonly Pair[] = [
  {
    of: 'https/forced',
    ingress: { annotations: { 'force-ssl-redirect': 'true' } },
    routes: [route([TO_HTTPS])],
    differs: ['status'],
  },
  {
    of: 'https/without a certificate',
    ingress: { annotations: { 'ssl-redirect': 'true' } },
    routes: [route([TO_HTTPS])],
    differs: ['answer'],
  },
  unchanged('https/not', { 'ssl-redirect': 'false' }, []),
  unchanged('tls/none'),
  {
    of: 'tls/broken Secret',
    // It sends clients to https all the same.
    also: ['answer'],
    ingress: { tls: TLS },
    objects: [BROKEN],
    routes: [route([TO_WEB])],
  },
  {
    of: 'passthrough/alone',
    ingress: { annotations: PASSED, paths: [['/', 'Prefix', 'tls']] },
    routes: [passed],
    depends: PASSES,
    told: ['ssl-passthrough'],
  },
  {
    of: 'passthrough/and https',
    ingress: {
      annotations: { ...PASSED, 'force-ssl-redirect': 'true', 'backend-protocol': 'HTTPS' },
      paths: [['/', 'Prefix', 'tls']],
    },
    routes: [passed, route([TO_HTTPS])],
    depends: PASSES,
    told: ['ssl-passthrough', 'backend-protocol'],
    // 301 in place of 308.
    differs: ['ssl-passthrough'],
  },
  left('basic/file', BASIC),
  left('basic/map', { ...BASIC, 'auth-secret-type': 'auth-map' }),
  left('ask/allows', ASKS, { depends: ASKED }),
  left('ask/denies', { 'auth-url': 'http://door.example.org/no' }, { depends: ASKED }),
  left('ask/headers', { ...ASKS, 'auth-response-headers': 'X-Name,X-Rights' }, { depends: ASKED }),
  left('ask/signs in', { ...ASKS, 'auth-signin': 'http://door.example.org/in' }, { depends: ASKED }),
  left('addresses/all', WHITELIST),
  left('addresses/all, by the new name', { 'allowlist-source-range': '0.0.0.0/0' }),
  left('addresses/none', { 'whitelist-source-range': '198.18.0.0/24' }),
  left('addresses/several', { 'whitelist-source-range': '10.0.0.0/8,192.168.0.0/16,0.0.0.0/0' }),
  left('addresses/both names', { ...WHITELIST, 'allowlist-source-range': '198.18.0.0/24' }),
  left('cors/default', { 'enable-cors': 'true' }, { told: [] }),
  left('cors/without credentials', { ...ORIGIN, 'cors-allow-credentials': 'false' }, { told: [] }),
  left(
    'cors/own',
    {
      ...ORIGIN,
      'cors-allow-methods': 'GET,PATCH',
      'cors-allow-headers': 'Content-Type,X-Trace',
      'cors-allow-credentials': 'true',
      'cors-max-age': '600',
      'cors-expose-headers': 'X-Trace',
    },
    { told: [] },
  ),
];

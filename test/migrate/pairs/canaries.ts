import type { RouteMatch, RouteRule } from '../../../src/model/gateway/objects';
import type { Manifest } from '../../../src/model/manifest';
import type { Shown } from '../shop';
import type { Annotations, Pair } from './pair';
import { route, TO_WEB } from './pair';

const TO_NEXT: RouteRule = { backendRefs: [{ name: 'next', port: 80 }] };
const shared = (web: number, next: number): RouteRule => ({
  backendRefs: [
    { name: 'web', port: 80, weight: web },
    { name: 'next', port: 80, weight: next },
  ],
});
const sent = (name: string, value: string): RouteRule => {
  const match: RouteMatch = { headers: [{ name, value }] };
  return { matches: [match] };
};
const canary = (annotations: Annotations): Shown => ({
  name: 'canary',
  annotations: { canary: 'true', ...annotations },
  paths: [['/', 'Prefix', 'next']],
});
const pair = (of: string, annotations: Annotations, rules: readonly RouteRule[], more: Partial<Pair> = {}): Pair => ({
  of: `canary/${of}`,
  ingress: {},
  more: [canary(annotations)],
  routes: [route(rules)],
  ...more,
});
const ALWAYS = { ...sent('X-Try', 'always'), ...TO_NEXT };
const NEVER = { ...sent('X-Try', 'never'), ...TO_WEB };
const BY_HEADER = { 'canary-by-header': 'X-Try' };

const sticky = (): Manifest =>
  route([{ backendRefs: [{ group: 'traefik.io', kind: 'TraefikService', name: 'sticky' }] }]);
const STICKY = { affinity: 'cookie', 'session-cookie-name': 'stay' };
const kept = (of: string, annotations: Annotations = {}): Pair => ({
  of: `affinity and canary/${of}`,
  ingress: { annotations: STICKY },
  more: [canary({ 'canary-weight': '50', ...annotations })],
  routes: [sticky()],
  depends: 'what serves TraefikService sticky',
  told: Object.keys({ ...STICKY, ...annotations }),
});
const session = (of: string, annotations: Annotations = {}): Pair => ({
  of: `affinity/${of}`,
  ingress: { annotations: { affinity: 'cookie', ...annotations } },
  routes: [sticky()],
  depends: 'what serves TraefikService sticky',
  told: ['affinity', ...Object.keys(annotations)],
});

/** Who gets which part of the requests. */
export const CANARIES: readonly Pair[] = [
  pair('all', { 'canary-weight': '100' }, [shared(0, 100)]),
  pair('none', { 'canary-weight': '0' }, [shared(100, 0)]),
  pair('of a total', { 'canary-weight': '300', 'canary-weight-total': '300' }, [shared(0, 300)]),
  pair('header', BY_HEADER, [ALWAYS, NEVER, TO_WEB]),
  pair('header and weight', { ...BY_HEADER, 'canary-weight': '100' }, [ALWAYS, NEVER, shared(0, 100)]),
  pair('value', { ...BY_HEADER, 'canary-by-header-value': 'me' }, [{ ...sent('X-Try', 'me'), ...TO_NEXT }, TO_WEB]),
  pair('pattern', { ...BY_HEADER, 'canary-by-header-pattern': '^(eu|us)$' }, [
    { ...sent('X-Try', 'eu'), ...TO_NEXT },
    { ...sent('X-Try', 'us'), ...TO_NEXT },
    TO_WEB,
  ]),
  pair(
    'cookie',
    { 'canary-by-cookie': 'try' },
    [{ ...sent('Cookie', 'try=always'), ...TO_NEXT }, { ...sent('Cookie', 'try=never'), ...TO_WEB }, TO_WEB],
    { differs: ['backend'] },
  ),
  kept('default'),
  kept('sticky', { 'affinity-canary-behavior': 'sticky' }),
  kept('legacy', { 'affinity-canary-behavior': 'legacy' }),
  session('default'),
  session('own', {
    'session-cookie-name': 'HERE',
    'session-cookie-secure': 'true',
    'session-cookie-path': '/x',
    'session-cookie-samesite': 'Strict',
    'session-cookie-max-age': '60',
  }),
  session('extended', {
    'session-cookie-name': 'THERE',
    'session-cookie-domain': '.example.com',
    'session-cookie-expires': '7200',
  }),
];

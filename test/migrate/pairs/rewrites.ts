import type { RouteFilter } from '../../../src/model/gateway/objects';
import type { Pair } from './pair';
import { extended, extension, HOST, left, route, TO_WEB } from './pair';

const full = (path: string): RouteFilter => ({
  type: 'URLRewrite',
  urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: path } },
});
const moved = (hostname: string, path: string, statusCode: number): RouteFilter => ({
  type: 'RequestRedirect',
  requestRedirect: { scheme: 'https', hostname, path: { type: 'ReplaceFullPath', replaceFullPath: path }, statusCode },
});
const strips = (prefix: string): Pair['ingress'] => ({
  annotations: { 'rewrite-target': '/$2', 'use-regex': 'true' },
  paths: [[`${prefix}(/|$)(.*)`, 'ImplementationSpecific', 'web']],
});
const MOVED = { 'permanent-redirect': 'https://new.example.org/start' };
const LENT = { 'temporal-redirect': 'https://new.example.org/for-now' };

/** Paths, redirects and hosts. */
export const REWRITES: readonly Pair[] = [
  {
    of: 'rewrite/simple',
    ingress: strips('/one'),
    also: ['path-case'],
    routes: [route([extended('strip', '/one')])],
    depends: 'what Middleware strip does',
  },
  {
    of: 'rewrite/capture',
    ingress: strips('/two'),
    also: ['path-case'],
    routes: [route([extended('strip', '/two')])],
    depends: 'what Middleware strip does',
  },
  {
    of: 'rewrite/exact',
    // A rewrite makes an expression of it, which what is longer matches as well, in any case.
    also: ['answer'],
    ingress: { annotations: { 'rewrite-target': '/new' }, paths: [['/old', 'Exact', 'web']] },
    routes: [route([{ matches: [{ path: { type: 'Exact', value: '/old' } }], filters: [full('/new')], ...TO_WEB }])],
  },
  {
    of: 'rewrite/no expression',
    ingress: { annotations: { 'rewrite-target': '/new', 'use-regex': 'false' } },
    routes: [route([{ filters: [full('/new')], ...TO_WEB }])],
  },
  {
    of: 'rewrite/url',
    // So it redirects the rest of the host as well.
    also: ['rewrite-target'],
    told: ['rewrite-target'],
    ingress: { annotations: { 'rewrite-target': 'https://new.example.org/$1' }, paths: [['/old', 'Prefix', 'web']] },
    routes: [route([extended('redirect', '/old')])],
    depends: 'what Middleware redirect does',
  },
  {
    of: 'rewrite/url with groups',
    also: ['rewrite-target'],
    told: ['rewrite-target'],
    ingress: {
      annotations: { 'rewrite-target': 'https://new.example.org/$1' },
      paths: [['/old/(.*)', 'ImplementationSpecific', 'web']],
    },
    routes: [route([extended('redirect', '/old')])],
    depends: 'what Middleware redirect does',
  },
  {
    of: 'redirect/permanent',
    also: ['redirect-query'],
    ingress: { annotations: MOVED },
    routes: [route([{ filters: [moved('new.example.org', '/start', 301)] }])],
  },
  {
    of: 'redirect/temporal',
    also: ['redirect-query'],
    ingress: { annotations: LENT },
    routes: [route([{ filters: [moved('new.example.org', '/for-now', 302)] }])],
  },
  {
    of: 'redirect/both',
    also: ['redirect-query'],
    ingress: { annotations: { ...MOVED, ...LENT } },
    routes: [route([{ filters: [moved('new.example.org', '/for-now', 302)] }])],
  },
  left('redirect/permanent 308', { ...MOVED, 'permanent-redirect-code': '308' }, { told: [] }),
  left('redirect/temporal 307', { ...LENT, 'temporal-redirect-code': '307' }, { told: [] }),
  {
    of: 'app-root',
    also: ['redirect-query'],
    ingress: { annotations: { 'app-root': '/desk' } },
    routes: [
      route([
        {
          matches: [{ path: { type: 'Exact', value: '/' } }],
          filters: [
            {
              type: 'RequestRedirect',
              requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: '/desk' }, statusCode: 302 },
            },
          ],
        },
        TO_WEB,
      ]),
    ],
  },
  ...(['one.example.com', 'one.example.com,two.example.com'] as const).map((aliases): Pair => ({
    of: `alias/${aliases}`,
    ingress: { annotations: { 'server-alias': aliases } },
    routes: [route([TO_WEB], [HOST, ...aliases.split(',')])],
  })),
  { of: 'vhost/none', ingress: {}, routes: [route([TO_WEB])] },
  {
    of: 'vhost/set',
    ingress: { annotations: { 'upstream-vhost': 'inner.example.com' } },
    routes: [route([{ filters: [{ type: 'URLRewrite', urlRewrite: { hostname: 'inner.example.com' } }], ...TO_WEB }])],
  },
  { of: 'prefix/none', ingress: {}, routes: [route([TO_WEB])] },
  ...(['/shop', '/shop/v2'] as const).map((prefix): Pair => ({
    of: `prefix/${prefix}`,
    ingress: {
      annotations: { 'x-forwarded-prefix': prefix, 'rewrite-target': '/$1', 'use-regex': 'true' },
      paths: [['/(.*)', 'ImplementationSpecific', 'web']],
    },
    routes: [
      route([
        {
          filters: [
            extension('same'),
            {
              type: 'RequestHeaderModifier',
              requestHeaderModifier: { set: [{ name: 'X-Forwarded-Prefix', value: prefix }] },
            },
          ],
          ...TO_WEB,
        },
      ]),
    ],
    depends: 'what Middleware same does',
  })),
  ...([HOST, `www.${HOST}`] as const).map((host): Pair => {
    const other = host === HOST ? `www.${HOST}` : HOST;
    return {
      of: `www/${host}`,
      ingress: { annotations: { 'from-to-www-redirect': 'true' }, host },
      routes: [route([TO_WEB], [host]), route([extended('www')], [other], 'other')],
      depends: 'what Middleware www does',
    };
  }),
];

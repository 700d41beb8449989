import type { Shown } from './shop';
import { app, ingress, migrated, routesIn, TLS } from './shop';

const BACKEND = [{ name: 'web', port: 80 }];
const path = (type: string, value: string) => ({ path: { type, value } });
const rule = (matches: readonly unknown[], filters: readonly unknown[] = []) => ({
  matches,
  ...(filters.length === 0 ? {} : { filters }),
  backendRefs: BACKEND,
});
const rewrite = (type: string, value: string) => ({
  type: 'URLRewrite',
  urlRewrite: { path: { type, [type === 'ReplaceFullPath' ? 'replaceFullPath' : 'replacePrefixMatch']: value } },
});
const redirect = (requestRedirect: unknown) => ({ type: 'RequestRedirect', requestRedirect });
const to = (value: string) => ({ path: { type: 'ReplaceFullPath', replaceFullPath: value } });

/** What an annotation, or a path, becomes. */
const TABLE: readonly (readonly [what: string, given: Shown, rules: readonly unknown[]])[] = [
  ['a prefix', { paths: [['/api', 'Prefix', 'web']] }, [rule([path('PathPrefix', '/api')])]],
  ['an exact path', { paths: [['/api', 'Exact', 'web']] }, [rule([path('Exact', '/api')])]],
  [
    'a prefix with a slash, to which nginx redirects',
    { paths: [['/api/', 'Prefix', 'web']] },
    [
      rule([path('PathPrefix', '/api')]),
      { matches: [path('Exact', '/api')], filters: [redirect({ ...to('/api/'), statusCode: 301 })] },
    ],
  ],
  [
    'use-regex',
    { annotations: { 'use-regex': 'true' }, paths: [['/v[0-9]+/x', 'ImplementationSpecific', 'web']] },
    [rule([path('RegularExpression', '(?i)/v[0-9]+/x.*')])],
  ],
  [
    'alternatives, of which nginx anchors the first alone',
    { annotations: { 'use-regex': 'true' }, paths: [['/a|/b', 'ImplementationSpecific', 'web']] },
    [rule([path('RegularExpression', '(?i)(?:/a|.*/b).*')])],
  ],
  [
    'a rewrite that strips a prefix',
    { annotations: { 'rewrite-target': '/$2' }, paths: [['/api(/|$)(.*)', 'ImplementationSpecific', 'web']] },
    [rule([path('PathPrefix', '/api')], [rewrite('ReplacePrefixMatch', '/')])],
  ],
  [
    'a rewrite that replaces a prefix',
    { annotations: { 'rewrite-target': '/v2/$1' }, paths: [['/api/(.*)', 'ImplementationSpecific', 'web']] },
    [rule([path('PathPrefix', '/api')], [rewrite('ReplacePrefixMatch', '/v2')])],
  ],
  [
    'a rewrite without groups',
    { annotations: { 'rewrite-target': '/index.html' }, paths: [['/app', 'Prefix', 'web']] },
    [rule([path('RegularExpression', '(?i)/app.*')], [rewrite('ReplaceFullPath', '/index.html')])],
  ],
  [
    'app-root',
    { annotations: { 'app-root': '/home' } },
    [
      { matches: [path('Exact', '/')], filters: [redirect({ ...to('/home'), statusCode: 302 })] },
      rule([path('PathPrefix', '/')]),
    ],
  ],
  [
    'permanent-redirect with a code',
    { annotations: { 'permanent-redirect': 'https://new.example.com/x', 'permanent-redirect-code': '308' } },
    [
      {
        matches: [path('PathPrefix', '/')],
        filters: [redirect({ scheme: 'https', hostname: 'new.example.com', ...to('/x'), statusCode: 308 })],
      },
    ],
  ],
  [
    'upstream-vhost',
    { annotations: { 'upstream-vhost': 'inner.example.com' } },
    [rule([path('PathPrefix', '/')], [{ type: 'URLRewrite', urlRewrite: { hostname: 'inner.example.com' } }])],
  ],
  [
    'x-forwarded-prefix with a rewrite',
    {
      annotations: { 'rewrite-target': '/$2', 'x-forwarded-prefix': '/api' },
      paths: [['/api(/|$)(.*)', 'ImplementationSpecific', 'web']],
    },
    [
      rule(
        [path('PathPrefix', '/api')],
        [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: { set: [{ name: 'X-Forwarded-Prefix', value: '/api' }] },
          },
          rewrite('ReplacePrefixMatch', '/'),
        ],
      ),
    ],
  ],
  [
    'proxy-read-timeout',
    { annotations: { 'proxy-read-timeout': '120' } },
    [{ ...rule([path('PathPrefix', '/')]), timeouts: { request: '120s' } }],
  ],
];

describe('what Ingresses of ingress-nginx become', () => {
  it.each(TABLE)('%s', (_, given, rules) => {
    const [route] = routesIn(migrated([app('web'), ingress(given)]));
    expect(route?.spec.rules).toEqual(rules);
  });

  it('a certificate is a listener, with a redirect from plain requests', () => {
    const found = migrated([app('web'), ingress({ tls: TLS })]);
    const [gateway] = found.manifests;
    expect(gateway).toMatchObject({
      kind: 'Gateway',
      metadata: { namespace: 'shop' },
      spec: {
        listeners: [
          { port: 80, protocol: 'HTTP' },
          {
            port: 443,
            protocol: 'HTTPS',
            hostname: 'shop.example.com',
            tls: { certificateRefs: [{ name: 'shop-tls' }] },
          },
        ],
      },
    });
    const [redirects, route] = routesIn(found);
    expect(redirects?.spec).toMatchObject({
      parentRefs: [{ sectionName: 'http' }],
      rules: [{ filters: [redirect({ scheme: 'https', statusCode: 308 })] }],
    });
    expect(route?.spec.parentRefs.map(({ sectionName }) => sectionName)).toEqual(['https']);
  });

  it('a certificate of another namespace is granted, and its routes are let in', () => {
    const other = [{ hosts: ['pay.example.com'], secretName: 'pay-tls' }];
    const { manifests, proof } = migrated(
      [
        app('web'),
        app('web', 'pay'),
        ingress({ tls: TLS }),
        ingress({ namespace: 'pay', host: 'pay.example.com', tls: other }),
      ],
      { gateway: 'shop/edge' },
    );
    expect(manifests.find(({ kind }) => kind === 'ReferenceGrant')).toMatchObject({
      metadata: { namespace: 'pay' },
      spec: { from: [{ kind: 'Gateway', namespace: 'shop' }], to: [{ kind: 'Secret', name: 'pay-tls' }] },
    });
    expect(manifests.filter(({ kind }) => kind === 'Gateway')).toHaveLength(1);
    expect(unexplained(proof)).toEqual([]);
  });

  it('more hosts with certificates than a Gateway has listeners stand in a ListenerSet', () => {
    const many = Array.from({ length: 70 }, (_, index) =>
      ingress({
        name: `shop-${index}`,
        host: `s${index}.example.com`,
        tls: [{ hosts: [`s${index}.example.com`], secretName: `tls-${index}` }],
      }),
    );
    const { manifests, proof } = migrated([app('web'), ...many]);
    expect(manifests.filter(({ kind }) => kind === 'ListenerSet')).toHaveLength(1);
    expect(unexplained(proof)).toEqual([]);
  });

  it('a canary is headers, then weights', () => {
    const canary = ingress({
      name: 'canary',
      annotations: { canary: 'true', 'canary-by-header': 'X-New', 'canary-weight': '20' },
      paths: [['/', 'Prefix', 'next']],
    });
    const found = migrated([app('web'), app('next'), ingress(), canary]);
    expect(routesIn(found)[0]?.spec.rules.map(({ backendRefs }) => backendRefs)).toEqual([
      [{ name: 'next', port: 80 }],
      [{ name: 'web', port: 80 }],
      [
        { name: 'web', port: 80, weight: 80 },
        { name: 'next', port: 80, weight: 20 },
      ],
    ]);
    expect(unexplained(found.proof)).toEqual([]);
  });

  it('what no route says is noted with what offers it', () => {
    const { proof } = migrated([app('web'), ingress({ annotations: { 'limit-rps': '5', 'rewrite-targett': '/' } })]);
    expect(proof.notes.map(({ name, ingress: about, extension }) => [name, about, extension !== undefined])).toEqual([
      ['limit-rps', 'shop/shop', true],
      ['rewrite-targett', 'shop/shop', false],
    ]);
  });

  it('an expression whose groups move is noted, and explains what follows', () => {
    const { proof } = migrated([
      app('web'),
      ingress({
        annotations: { 'rewrite-target': '/$2/$1' },
        paths: [['/([a-z]+)/([0-9]+)', 'ImplementationSpecific', 'web']],
      }),
    ]);
    expect(proof.notes.map(({ name }) => name)).toContain('rewrite-target');
    expect(unexplained(proof)).toEqual([]);
  });

  it('an access list that is lost lets everybody in, which is told apart', () => {
    const { proof } = migrated([app('web'), ingress({ annotations: { 'whitelist-source-range': '10.0.0.0/8' } })]);
    expect(new Set(proof.differences.map(({ state }) => state))).toContain('opens');
  });
});

function unexplained({ differences }: ReturnType<typeof migrated>['proof']) {
  return differences.filter(({ state }) => state === 'unexplained').map(({ request }) => request);
}

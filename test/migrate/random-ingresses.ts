import fc from 'fast-check';

const SERVICES = ['web', 'next'] as const;
const PLAIN = ['/', '/a', '/a/', '/a/b', '/ab', '/docs/'] as const;

const plain = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom(...PLAIN),
    fc.constantFrom('Prefix', 'Exact', 'ImplementationSpecific'),
    fc.constantFrom(...SERVICES),
  ),
  // Two locations of one path stop nginx, which is not what is asked here.
  { minLength: 1, maxLength: 3, selector: ([path]) => path.replace(/(.)\/$/, '$1') },
);
const rewriting = fc.constantFrom(
  { target: '/$2', path: '/api(/|$)(.*)' },
  { target: '/$1', path: '/api/(.*)' },
  { target: '/v2/$1', path: '/api/?(.*)' },
  { target: '/fixed', path: '/api' },
  { target: '/$2/$1', path: '/([a-z]+)/([0-9]+)' },
);
const rarely = (value: fc.Arbitrary<string>) => fc.option(value, { freq: 1, nil: undefined });
const switches = fc
  .record({
    'enable-cors': rarely(fc.constant('true')),
    'ssl-redirect': rarely(fc.constant('false')),
    'force-ssl-redirect': rarely(fc.constant('true')),
    'use-regex': rarely(fc.constant('true')),
    'app-root': rarely(fc.constant('/home')),
    'upstream-vhost': rarely(fc.constant('inner.example.com')),
    'permanent-redirect': rarely(fc.constantFrom('https://new.example.com/x', 'https://new.example.com')),
    'from-to-www-redirect': rarely(fc.constant('true')),
    'proxy-body-size': rarely(fc.constant('8m')),
    'whitelist-source-range': rarely(fc.constant('10.0.0.0/8')),
    'server-alias': rarely(fc.constantFrom('alias.example.com', '*.more.example.com')),
  })
  .map((given) =>
    Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  );
const HOSTS = ['shop.example.com', 'pay.example.com', '*.wild.example.com', ''] as const;
/** An Ingress of a small grammar. */
export const oneIngress = fc
  .record({
    host: fc.constantFrom(...HOSTS),
    paths: plain,
    switches,
    rewriting: fc.option(rewriting, { freq: 3, nil: undefined }),
    secure: fc.boolean(),
    fallback: fc.boolean(),
  })
  .map(({ host, paths, switches: on, rewriting: rewrite, secure, fallback }) => ({
    host,
    annotations: { ...on, ...(rewrite === undefined ? {} : { 'rewrite-target': rewrite.target }) } as Readonly<
      Record<string, string>
    >,
    paths: rewrite === undefined ? paths : [[rewrite.path, 'ImplementationSpecific', 'web'] as const],
    ...(secure && host !== '' ? { tls: [{ hosts: [host], secretName: `tls-${host.length}` }] } : {}),
    ...(fallback ? { defaultBackend: 'next' } : {}),
  }));

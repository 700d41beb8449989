import { clusterOf, pod, service } from '../support';

const NAMES = ['exact', 'prefix', 'deeper', 'impl', 'regex', 'any', 'fallback', 'wild', 'plain'] as const;
const BACKENDS = NAMES.map(
  (name) =>
    pod(name, 'worker', `app: ${name}`) +
    service(name, `{selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}`),
).join('');
const backend = (name: string, port = 'number: 80') => `backend: {service: {name: ${name}, port: {${port}}}}`;
const path = (type: string, value: string, name: string, port?: string) =>
  `{path: '${value}', pathType: ${type}, ${backend(name, port)}}`;
const ingress = (name: string, spec: string, annotations = '') => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: shop, annotations: {${annotations}}}
spec: ${spec}`;
const rule = (host: string, ...paths: readonly string[]) => `{host: '${host}', http: {paths: [${paths.join(', ')}]}}`;

function ask(yaml: string) {
  const cluster = clusterOf(BACKENDS + yaml);
  return (host: string, target = '/', sni?: string | null) => {
    const tls = sni === undefined ? {} : { tls: sni === null ? {} : { sni } };
    const route = cluster.route({ host, path: target, ...tls });
    if (route.action === 'forward') return route.service.replace('shop/', '');
    return route.action === 'respond' ? route.status : route.action;
  };
}

describe('paths', () => {
  const get = ask(
    ingress(
      'paths',
      `{rules: [${rule(
        'p.test',
        path('Exact', '/foo', 'exact'),
        path('Prefix', '/bar', 'prefix'),
        path('Prefix', '/bar/baz/', 'deeper'),
        path('Prefix', '/foo', 'any'),
        path('ImplementationSpecific', '/impl', 'impl'),
        path('ImplementationSpecific', '/r[0-9]+', 'regex'),
        path('Prefix', '/r1', 'plain'),
      )}, ${rule('root.test', path('Prefix', '/', 'any'))}]}`,
    ),
  );
  it.each<[string, string | number]>([
    ['/foo', 'exact'],
    ['/foo/', 'any'],
    ['/foox', 404],
    ['/FOO', 404],
    ['/bar', 'prefix'],
    ['/barx', 404],
    ['/bar/baz', 'deeper'],
    ['/bar/baz/x', 'deeper'],
    ['/bar/bazx', 'prefix'],
    ['/implx', 'impl'],
    ['/r1', 'regex'],
    ['/r1/x', 'plain'],
    ['/', 404],
  ])('%s', (target, expected) => {
    expect(get('p.test', target)).toBe(expected);
  });

  it('a prefix of / takes everything', () => {
    expect(get('root.test', '/what/ever')).toBe('any');
  });
});

describe('hosts', () => {
  const get = ask(
    ingress(
      'hosts',
      `{rules: [${rule('a.test', path('Prefix', '/', 'plain'))}, ${rule('*.test', path('Prefix', '/', 'wild'))}, ${rule('only.test', path('Prefix', '/x', 'plain'))}, {http: {paths: [${path('Prefix', '/any', 'any')}]}}]}`,
    ) + ingress('default', `{defaultBackend: {service: {name: fallback, port: {number: 80}}}}`),
  );
  it.each<[string, string, string | number]>([
    ['a.test', '/', 'plain'],
    ['A.Test:8080', '/', 'plain'],
    ['b.test', '/', 'wild'],
    ['B.test', '/', 404],
    ['x.b.test', '/', 404],
    ['only.test', '/', 404],
    ['a.test.', '/', 'fallback'],
    ['test', '/any/x', 'any'],
    ['else', '/anyx', 'fallback'],
  ])('%s %s', (host, target, expected) => {
    expect(get(host, target)).toBe(expected);
  });
});

describe('backends', () => {
  const get = ask(
    service('empty', '{selector: {app: none}, ports: [{port: 80}]}') +
      service('ext', '{type: ExternalName, externalName: external.example.com, ports: [{port: 80}]}') +
      service('udp', '{selector: {app: any}, ports: [{port: 80, protocol: UDP, targetPort: 8081}]}') +
      ingress(
        'one',
        `{rules: [${rule('b.test', path('Prefix', '/gone', 'gone'), path('Prefix', '/port', 'any', 'number: 99'), path('Prefix', '/name', 'any', 'name: http'), path('Prefix', '/noname', 'any', 'name: none'), path('Prefix', '/empty', 'empty'), path('Prefix', '/ext', 'ext'), path('Prefix', '/udp', 'udp'), path('Prefix', '/twice', 'any'))}]}`,
      ) +
      ingress(
        'two',
        `{rules: [${rule('b.test', path('Prefix', '/twice', 'plain'))}, ${rule('dead.test', path('Prefix', '/', 'gone'))}]}`,
      ) +
      ingress(
        'broken',
        `{rules: [${rule('re.test', path('ImplementationSpecific', '/a', 'any'), path('ImplementationSpecific', '/[', 'any'), path('Prefix', '/b', 'any'))}]}`,
      ),
  );
  it.each<[string, string, string | number]>([
    ['b.test', '/gone', 404],
    ['b.test', '/port', 404],
    ['b.test', '/name', 'any'],
    ['b.test', '/noname', 404],
    ['b.test', '/empty', 503],
    ['b.test', '/ext', 404],
    ['b.test', '/udp', 404],
    ['b.test', '/twice', 'plain'],
    ['dead.test', '/', 404],
    ['re.test', '/a', 'any'],
    ['re.test', '/b', 404],
  ])('%s%s', (host, target, expected) => {
    expect(get(host, target)).toBe(expected);
  });
});

describe('classes', () => {
  const one = (name: string, className: string, annotations = '') =>
    ingress(name, `{${className}rules: [${rule(`${name}.test`, path('Prefix', '/', 'any'))}]}`, annotations);
  const get = ask(
    one('none', '') +
      one('contour', 'ingressClassName: contour, ') +
      one('foreign', 'ingressClassName: nginx, ') +
      one('declared', 'ingressClassName: mine, ') +
      one('old', '', 'kubernetes.io/ingress.class: nginx') +
      '\n---\n{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: mine}, spec: {controller: example.com/mine}}',
  );
  it.each<[string, string | number]>([
    ['none', 'any'],
    ['contour', 'any'],
    ['declared', 'any'],
    ['foreign', 404],
    ['old', 404],
  ])('%s', (name, expected) => {
    expect(get(`${name}.test`)).toBe(expected);
  });
});

it('annotations redirect to HTTPS or close plain HTTP', () => {
  const get = ask(
    ingress(
      'redirect',
      `{rules: [${rule('redirect.test', path('Prefix', '/', 'any'))}]}`,
      "ingress.kubernetes.io/force-ssl-redirect: 'true'",
    ) +
      ingress(
        'closed',
        `{rules: [${rule('closed.test', path('Prefix', '/', 'any'))}]}`,
        "kubernetes.io/ingress.allow-http: 'false'",
      ),
  );
  expect([get('redirect.test'), get('closed.test')]).toEqual([301, 404]);
});

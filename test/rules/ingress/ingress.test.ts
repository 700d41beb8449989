import { ingress } from '../../../src/rules/example';
import { findingsOf } from '../findings';

const BACKEND = 'backend: { service: { name: web, port: { number: 80 } } }';
const PATHS = 'spec.rules[0].http.paths[0]';
const withPath = (fields: string) => ingress(`rules: [{ http: { paths: [{ ${fields} }] } }]`);
const withBackend = (backend: string) => ingress(`defaultBackend: ${backend}`);
const label = (length: number) => 'a'.repeat(length);

describe('ingress/backend-or-rules', () => {
  it.each(['{}', 'rules: []', 'rules: null\ntls: [{}]', 'ingressClassName: nginx'])('refuses %j', (spec) => {
    expect(findingsOf('ingress/backend-or-rules', ingress(spec))).toEqual(['Invalid spec']);
  });
});

describe('ingress/host', () => {
  const check = (host: string, options = {}) =>
    findingsOf('ingress/host', ingress(`rules: [{ host: '${host}' }]`), options);

  it.each(['', 'localhost', '1a.com', `${label(100)}.com`, '*.foo.com', '*.com', label(253)])('takes %j', (host) => {
    expect(check(host)).toEqual([]);
  });

  it.each([
    'Foo.com',
    'foo.com.',
    'foo.com:80',
    'a_b.com',
    'http://x',
    label(254),
    '*',
    '*.*.com',
    'f*.com',
    '*foo.com',
  ])('refuses %j', (host) => expect(check(host)).toEqual(['Invalid spec.rules[0].host']));

  it.each([
    ['10.0.0.1', 1],
    ['010.0.0.1', 1],
    ['::1', 2],
  ])('refuses the address %s, %d times', (host, times) => expect(check(host)).toHaveLength(times));
});

describe('ingress/path-type and ingress/path', () => {
  it.each(['/', '/foo/', '/a b', '/foo?x=1', '/foo*', '/...', '/foo..', '/%2e'])('take %j under every type', (path) => {
    for (const type of ['Exact', 'Prefix', 'ImplementationSpecific']) {
      expect(findingsOf('ingress/path', withPath(`path: '${path}', pathType: ${type}, ${BACKEND}`))).toEqual([]);
    }
  });

  it.each([
    ['foo', 1],
    ['', 1],
    ['/a//b', 1],
    ['/a/./b', 1],
    ['/a/../b', 1],
    ['/a%2fb%2Fc', 2],
    ['/a/..', 1],
    ['/a/.', 1],
    ['a//../b/.', 4],
  ])('refuse %j under Exact and Prefix, %d times', (path, times) => {
    for (const type of ['Exact', 'Prefix']) {
      const found = findingsOf('ingress/path', withPath(`path: '${path}', pathType: ${type}, ${BACKEND}`));
      expect(found).toEqual(new Array(times).fill(`Invalid ${PATHS}.path`));
    }
  });

  it('leave the path to the controller under ImplementationSpecific, as long as it is absolute', () => {
    const check = (path: string) =>
      findingsOf('ingress/path', withPath(`path: '${path}', pathType: ImplementationSpecific, ${BACKEND}`));
    expect([check(''), check('/a//b'), check('a')]).toEqual([[], [], [`Invalid ${PATHS}.path`]]);
  });

  it('look at nothing else of a path without a type', () => {
    const manifest = withPath("path: 'x', backend: {}");
    expect(findingsOf('ingress/path-type', manifest)).toEqual([`Required ${PATHS}.pathType`]);
    expect(findingsOf('ingress/path', manifest)).toEqual([]);
    expect(findingsOf('ingress/backend', manifest)).toEqual([]);
  });

  it.each(["''", 'exact', 'Regex'])('refuse the type %s', (type) => {
    expect(findingsOf('ingress/path-type', withPath(`path: /, pathType: ${type}, ${BACKEND}`))).toEqual([
      `NotSupported ${PATHS}.pathType`,
    ]);
  });
});

describe('ingress/backend-service-name', () => {
  const check = (name: string, kubernetesVersion = '1.34') =>
    findingsOf('ingress/backend-service-name', withBackend(`{ service: { name: '${name}', port: { number: 80 } } }`), {
      kubernetesVersion,
    });

  it.each([
    ['web', '1.34', 0],
    ['1web', '1.35', 1],
    ['1web', '1.36', 0],
    ['web.shop', '1.36', 1],
    [label(63), '1.34', 0],
    [label(64), '1.34', 1],
    ['Web', '1.37', 1],
  ])('%s on %s: %d findings', (name, version, count) => expect(check(name, version)).toHaveLength(count));

  it('says nothing of a backend that is two things', () => {
    const both = '{ service: { name: "", port: {} }, resource: { kind: "", name: "" } }';
    for (const rule of ['backend-service-name', 'backend-port', 'backend-resource']) {
      expect(findingsOf(`ingress/${rule}`, withBackend(both))).toEqual([]);
    }
    expect(findingsOf('ingress/backend', withBackend(both))).toEqual(['Invalid spec.defaultBackend']);
  });
});

describe('ingress/backend-port', () => {
  const check = (port: string) =>
    findingsOf('ingress/backend-port', withBackend(`{ service: { name: web, port: { ${port} } } }`));

  it.each([
    ['number: 65535', []],
    ['name: http, number: 0', []],
    ['number: 0', ['Required spec.defaultBackend']],
    ['number: -1', ['Invalid spec.defaultBackend.service.port.number']],
    ['number: 65536', ['Invalid spec.defaultBackend.service.port.number']],
    ['name: http, number: 80', ['Invalid spec.defaultBackend']],
    [`name: ${label(15)}`, []],
    [`name: ${label(16)}`, ['Invalid spec.defaultBackend.service.port.name']],
    ["name: '80'", ['Invalid spec.defaultBackend.service.port.name']],
  ])('%s', (port, findings) => expect(check(port)).toEqual(findings));
});

describe('ingress/backend-resource', () => {
  const check = (resource: string) =>
    findingsOf('ingress/backend-resource', withBackend(`{ resource: { ${resource} } }`));

  it.each([
    ['kind: K, name: x', []],
    ['kind: K/L, name: ..', ['Invalid spec.defaultBackend.resource.kind', 'Invalid spec.defaultBackend.resource.name']],
    ["kind: '', name: a%", ['Required spec.defaultBackend.resource.kind', 'Invalid spec.defaultBackend.resource.name']],
    ['apiGroup: Example.com, kind: K, name: x', ['Invalid spec.defaultBackend.resource.apiGroup']],
  ])('%s', (resource, findings) => expect(check(resource)).toEqual(findings));
});

describe('ingress/tls-host and ingress/tls-secret-name', () => {
  const check = (rule: string, tls: string) =>
    findingsOf(rule, ingress(`rules: [{ host: web.example.com }]\ntls: [{ ${tls} }]`));

  it.each([
    ["hosts: ['*.example.com', 10.0.0.1, other.org]", []],
    ["hosts: [a.com, 'a.*.com']", ['Invalid spec.tls[0].hosts[1]']],
    ["hosts: ['']", ['Invalid spec.tls[0].hosts[0]']],
  ])('%s', (tls, findings) => expect(check('ingress/tls-host', tls)).toEqual(findings));

  it.each([
    ["secretName: ''", []],
    ['secretName: a.b', []],
    ['secretName: A', ['Invalid spec.tls[0].secretName']],
  ])('%s', (tls, findings) => expect(check('ingress/tls-secret-name', tls)).toEqual(findings));
});

describe('the class of an Ingress', () => {
  const RULES = 'rules: [{ host: web.example.com }]\n';
  const annotated = (value: string, spec = '') =>
    ingress(`${RULES}${spec}`, `name: web\nannotations: { kubernetes.io/ingress.class: '${value}' }`);

  it.each([
    ['a', 'ingressClassName: b', ['Invalid annotations.kubernetes.io/ingress.class']],
    ['', 'ingressClassName: b', ['Invalid annotations.kubernetes.io/ingress.class']],
    ['b', 'ingressClassName: b', []],
    ['a', '', []],
  ])('annotation %j and %j', (value, spec, findings) => {
    expect(findingsOf('ingress/class-annotation', annotated(value, spec))).toEqual(findings);
  });

  it('is deprecated as an annotation where it stands alone', () => {
    expect(findingsOf('ingress/class-annotation-deprecated', annotated('a'))).toEqual([
      'Ignored metadata.annotations[kubernetes.io/ingress.class]',
    ]);
    expect(findingsOf('ingress/class-annotation-deprecated', annotated('a', 'ingressClassName: a'))).toEqual([]);
  });
});

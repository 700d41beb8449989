import fc from 'fast-check';
import type { Manifest } from '../../src/model/manifest';
import { NetworkModel } from '../../src/model/network-model';
import { route, RouteUrlError } from '../../src/model/route';
import { describeRoute, fieldOf } from '../../src/model/route-table';
import { hostMatches, hostPrecision } from '../../src/terms/host';
import { pathMatches, type PathType } from '../../src/terms/ingress-path';

type Path = readonly [path: string, pathType: PathType, service: string];

function ingress(name: string, rules: Readonly<Record<string, readonly Path[]>>, more: object = {}): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'shop' },
    spec: {
      ingressClassName: 'nginx',
      rules: Object.entries(rules).map(([host, paths]) => ({
        ...(host === '*' ? {} : { host }),
        http: {
          paths: paths.map(([path, pathType, service]) => ({
            path,
            pathType,
            backend: { service: { name: service, port: { number: 80 } } },
          })),
        },
      })),
      ...more,
    },
  };
}

const answer = (url: string, ...manifests: readonly Manifest[]) => route(NetworkModel.of(manifests), url);
const service = (url: string, ...manifests: readonly Manifest[]) =>
  answer(url, ...manifests).winner?.backend.service?.name;

describe('a URL is answered by', () => {
  const paths = ingress('main', {
    'a.test': [
      ['/foo', 'Exact', 'exact'],
      ['/bar', 'Prefix', 'prefix'],
      ['/bar/baz', 'Prefix', 'deeper'],
      ['/both', 'Prefix', 'prefix'],
      ['/both', 'Exact', 'exact'],
      ['/end/', 'Prefix', 'slash'],
    ],
  });

  it.each([
    ['http://a.test/foo', 'exact'],
    ['http://a.test/foo/', undefined],
    ['http://a.test/bar', 'prefix'],
    ['http://a.test/bar/', 'prefix'],
    ['http://a.test/barn', undefined],
    ['http://a.test/bar/baz/x', 'deeper'],
    ['http://a.test/both', 'exact'],
    ['http://a.test/both/x', 'prefix'],
    ['http://a.test/end', 'slash'],
    ['a.test/foo?q=1', 'exact'],
    ['https://A.TEST:8443/foo', 'exact'],
    ['http://b.test/foo', undefined],
  ])('%s -> %s', (url, expected) => {
    expect(service(url, paths)).toBe(expected);
  });

  it('the most precise host, even if none of its paths takes the request', () => {
    const wild = ingress('wild', { '*.test': [['/', 'Prefix', 'wild']], '*': [['/', 'Prefix', 'any']] });
    expect(service('http://a.test/foo', paths, wild)).toBe('exact');
    expect(service('http://a.test/nosuch', paths, wild)).toBeUndefined();
    expect(service('http://b.test/x', paths, wild)).toBe('wild');
    expect(service('http://x.b.test/x', paths, wild)).toBe('any');
  });

  it('the default backend, for hosts that no rule covers', () => {
    const backend = { service: { name: 'errors', port: { number: 80 } } };
    const fallback = ingress('fallback', {}, { defaultBackend: backend });
    expect(service('http://b.test/', paths, fallback)).toBe('errors');
    expect(service('http://a.test/nosuch', paths, fallback)).toBeUndefined();
  });

  it('Ingresses of one class, if asked so', () => {
    const other = ingress('other', { 'a.test': [['/foo', 'Exact', 'other']] }, { ingressClassName: 'contour' });
    const model = NetworkModel.of([paths, other]);
    expect(route(model, 'http://a.test/foo', { ingressClass: 'contour' }).winner?.backend.service?.name).toBe('other');
  });

  it('nobody, if it is not a URL', () => {
    expect(() => answer('http://')).toThrow(RouteUrlError);
    expect(() => answer('/path')).toThrow(RouteUrlError);
  });

  it('one way in, and every other says what it lacked', () => {
    const { why, losers, winner } = answer('http://a.test/bar/baz', paths);
    expect(why).toContain('Service shop/deeper port 80');
    expect(winner === undefined ? '' : fieldOf(winner)).toBe('spec.rules[0].http.paths[2]');
    expect(losers.map(({ route: one, lacks }) => [describeRoute(one), lacks])).toEqual([
      ['Exact a.test/foo of Ingress shop/main', 'its Exact path /foo does not cover /bar/baz'],
      ['Prefix a.test/bar of Ingress shop/main', 'the longer path /bar/baz comes first'],
      ['Prefix a.test/both of Ingress shop/main', 'its Prefix path /both does not cover /bar/baz'],
      ['Exact a.test/both of Ingress shop/main', 'its Exact path /both does not cover /bar/baz'],
      ['Prefix a.test/end/ of Ingress shop/main', 'its Prefix path /end/ does not cover /bar/baz'],
    ]);
  });

  it('a route that takes it, and no better one exists', () => {
    const element = fc.constantFrom('a', 'b', 'ab');
    const path = fc.array(element, { maxLength: 3 }).map((elements) => `/${elements.join('/')}`);
    const host = fc.constantFrom('a.test', '*.test', 'b.a.test', '*');
    const rule = fc.tuple(host, path, fc.constantFrom<PathType>('Exact', 'Prefix'));
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 8 }),
        fc.constantFrom('a.test', 'b.test', 'b.a.test'),
        path,
        (rules, to, at) => {
          const input = rules.map(([on, from, type], index) =>
            ingress(`i${index}`, { [on]: [[from, type, `s${index}`]] }),
          );
          const { winner, losers } = answer(`http://${to}${at}`, ...input);
          expect(losers).toHaveLength(rules.length - (winner === undefined ? 0 : 1));
          const covering = rules.filter(([on]) => hostMatches(on === '*' ? '' : on, to));
          const best = Math.max(-1, ...covering.map(([on]) => hostPrecision(on === '*' ? '' : on)));
          const fit = covering.filter(
            ([on, from, type]) => hostPrecision(on === '*' ? '' : on) === best && pathMatches(type, from, at),
          );
          expect(winner === undefined).toBe(fit.length === 0);
          if (winner?.path === undefined) return;
          expect(pathMatches(winner.path.pathType, winner.path.path, at)).toBe(true);
          if (fit.some(([, , type]) => type === 'Exact')) expect(winner.path.pathType).toBe('Exact');
          else expect(winner.path.path.length).toBe(Math.max(...fit.map(([, from]) => from.length)));
        },
      ),
    );
  });
});

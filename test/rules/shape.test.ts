import * as fc from 'fast-check';
import { parseManifests } from '../../src/model/parse-manifests';
import { GATEWAY_VERSIONS } from '../../src/model/schema/custom/gateway-definitions';
import { RULES } from '../../src/rules/all';
import { checkManifests } from '../../src/rules/check-manifests';
import { resolveCheckOptions } from '../../src/rules/check-options';
import { Engine } from '../../src/rules/engine';
import { Shapes } from '../../src/rules/shape';
import type { JsonObject } from '../../src/terms/json';
import { isObject, stringOr } from '../../src/terms/json';
import { recordedWith } from '../fixtures/api/cases';
import { readGatewayCases } from '../fixtures/gateway/verdicts';

const service = (metadata: JsonObject, spec: JsonObject) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec });
const SPEC = { selector: { app: 'a' }, ports: [{ port: 80 }] };
const services = new Shapes('service');
const shape = (metadata: JsonObject, spec: JsonObject = SPEC) => services.of(service(metadata, spec));

describe('the shape of an object', () => {
  test('is the same whatever good names and labels it has', () => {
    const other = { selector: { app: 'b' }, ports: [{ port: 80 }] };
    expect(shape({ name: 'b', labels: { app: 'b' } }, other)).toBe(shape({ name: 'a', labels: { app: '' } }));
    expect(shape({ name: 'a' })).toBeDefined();
  });

  test.each([
    ['another field', { name: 'a' }, { ...SPEC, type: 'NodePort' }],
    ['an annotation', { name: 'a', annotations: { note: 'x' } }, SPEC],
    ['a namespace', { name: 'a', namespace: 'shop' }, SPEC],
    ['no selector', { name: 'a' }, { ports: [{ port: 80 }] }],
    ['an empty selector', { name: 'a' }, { ...SPEC, selector: {} }],
    ['another key of a label', { name: 'a', labels: { '/a': 'a' } }, SPEC],
  ])('is another one with %s', (_, metadata, spec) => {
    expect(shape(metadata, spec)).toBeDefined();
    expect(shape(metadata, spec)).not.toBe(shape({ name: 'a' }));
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['a field less', { ports: [{ port: 80, name: 'a' }] }, { ports: [{ port: 80 }] }],
    ['another field of the same length', { type: 'NodePort' }, { name: 'NodePort' }],
    ['a text of the same length and ends', { type: 'abcd' }, { type: 'accd' }],
    ['a text in place of a number', { ports: [{ port: 80 }] }, { ports: [{ port: '80' }] }],
    ['null in place of false', { publishNotReadyAddresses: null }, { publishNotReadyAddresses: false }],
    ['a list in place of a map', { ports: [] }, { ports: {} }],
    ['an item more', { externalIPs: ['a'] }, { externalIPs: ['a', 'a'] }],
    ['a field that every object inherits', { constructor: 'a' }, {}],
  ])('is another one with %s', (_, one, other) => {
    expect(shape({ name: 'a' }, one)).toBeDefined();
    expect(shape({ name: 'a' }, one)).not.toBe(shape({ name: 'a' }, other));
  });

  test('of a workload is the same whatever labels its Pods have and images they run', () => {
    const workloads = new Shapes('workload');
    const deployment = (app: string, image: string, more: JsonObject = {}) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: app },
      spec: {
        selector: { matchLabels: { app } },
        template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'a', image, ...more }] } },
      },
    });
    expect(workloads.of(deployment('a', 'a'))).toBe(workloads.of(deployment('b', 'b')));
    expect(workloads.of(deployment('a', 'a'))).toBeDefined();
    expect(workloads.of(deployment('a', 'a', { env: [] }))).not.toBe(workloads.of(deployment('a', 'a')));
    expect(workloads.of(deployment('a', ''))).toBeUndefined();
  });

  test('of an Ingress is the same whatever hosts and Services it names, if these are good', () => {
    const ingresses = new Shapes('ingress');
    const ingress = (host: unknown, name: unknown, path = '/') => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'a' },
      spec: {
        rules: [
          {
            host,
            http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] },
          },
        ],
      },
    });
    const known = ingresses.of(ingress('a.example', 'a'));
    expect(known).toBeDefined();
    expect(ingresses.of(ingress('b.example', 'b'))).toBe(known);
    expect(ingresses.of(ingress('a.example', 'a', '/a'))).not.toBe(known);
    for (const host of ['*.example', '10.0.0.1', 'A.example', 1, undefined]) {
      expect(ingresses.of(ingress(host, 'a'))).toBeUndefined();
    }
    for (const name of ['', 'a.b', '1a', 1]) expect(ingresses.of(ingress('a.example', name))).toBeUndefined();
  });

  test('of a NetworkPolicy is the same whatever good labels its Pods have', () => {
    const policies = new Shapes('policy');
    const policy = (app: unknown, more: JsonObject = {}) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a' },
      spec: { podSelector: { matchLabels: { app } }, ...more },
    });
    expect(policies.of(policy('a'))).toBe(policies.of(policy('b')));
    expect(policies.of(policy('a'))).toBeDefined();
    expect(policies.of(policy('a', { policyTypes: ['Egress'] }))).not.toBe(policies.of(policy('a')));
    for (const app of ['?', 1, null]) expect(policies.of(policy(app))).toBeUndefined();
  });

  test('of a route is the same whatever hosts and Services it names, if these are good', () => {
    const routes = new Shapes('route');
    const route = (host: unknown, name: unknown, parent = 'edge') => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'a' },
      spec: { parentRefs: [{ name: parent }], hostnames: [host], rules: [{ backendRefs: [{ name, port: 80 }] }] },
    });
    const known = routes.of(route('a.example', 'a'));
    expect(known).toBeDefined();
    expect(routes.of(route('b.example', 'b'))).toBe(known);
    expect(routes.of(route('a.example', 'a', 'other'))).not.toBe(known);
    for (const host of ['*.example', '10.0.0.1', 1, null]) expect(routes.of(route(host, 'a'))).toBeUndefined();
    for (const name of ['', 'A', 1, null]) expect(routes.of(route('a.example', name))).toBeUndefined();
  });

  test('is that of the metadata where nothing else is looked at', () => {
    const others = new Shapes('metadata');
    const [one, other] = [1, 2].map((data) => others.of({ kind: 'Any', metadata: { name: 'a' }, data }));
    expect(one).toBeDefined();
    expect(one).toBe(other);
  });

  test.each([
    ['a name that no Service may have', { name: 'A' }, SPEC],
    ['no name', { generateName: 'a-' }, SPEC],
    ['a namespace that none may have', { name: 'a', namespace: 'A' }, SPEC],
    ['a label that none may have', { name: 'a', labels: { app: '-' } }, SPEC],
    ['such a label in its selector', { name: 'a' }, { ...SPEC, selector: { app: '?' } }],
  ])('is unknown with %s', (_, metadata, spec) => {
    expect(shape(metadata, spec)).toBeUndefined();
  });

  test('does not change a verdict: what has been judged before is judged alike', () => {
    const recorded = recordedWith('1.34').flatMap(({ manifests }) => manifests ?? []);
    const renamed = fc.record({
      manifest: fc.constantFrom(...recorded),
      name: fc.stringMatching(/^twin[a-z0-9-]{0,58}[a-z0-9]$/),
      labels: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9.]{0,8}[a-z]$/), fc.stringMatching(/^[a-z0-9]{0,9}$/)),
    });
    fc.assert(
      fc.property(renamed, ({ manifest, name, labels }) => {
        const { metadata } = manifest;
        const twin = { ...manifest, metadata: { ...(isObject(metadata) ? metadata : {}), name, labels } };
        const alone = said(checkManifests([withoutHoldings(twin)]));
        const after = checkManifests([withoutHoldings(manifest), withoutHoldings(twin)]);
        expect(said(after.filter(({ object }) => object.name === name))).toEqual(alone);
      }),
      { numRuns: 500 },
    );
  });

  test('does not change a verdict on routes: what it leaves out is compared by no rule of Gateway API', () => {
    const kinds = ['HTTPRoute', 'GRPCRoute'];
    const routes = readGatewayCases().flatMap(({ manifests }) => manifests?.slice(-1) ?? []);
    const judged = routes.filter(({ kind }) => kinds.includes(stringOr(kind)));
    for (const version of GATEWAY_VERSIONS.filter((_, index) => index % 2 === 1)) {
      const options = { gatewayApi: { version } };
      for (const route of judged) {
        // All that it leaves out is different in one of them, and the same in the other.
        const [one, twin] = [leading(route, 'one', String), leading(route, 'twin', () => '')];
        const after = checkManifests([one, twin], options);
        const alone = said(checkManifests([twin], options));
        expect(said(after.filter(({ object }) => object.name === 'twin'))).toEqual(alone);
      }
    }
    expect(judged.length).toBeGreaterThan(280);
  });

  test('that was read with defaults gives each route its own hosts and Services beside them', () => {
    const routes = ['a', 'b'].map((name) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name },
      spec: { hostnames: [`${name}.example`], rules: [{ backendRefs: [{ name, port: 80 }] }] },
    }));
    const { cluster, rules } = resolveCheckOptions();
    const [, second] = new Engine(rules, cluster).judge(routes).map(({ manifest }) => manifest);
    const [alone] = new Engine(rules, cluster).judge(routes.slice(1)).map(({ manifest }) => manifest);
    expect(second).toEqual(alone);
    expect(second).not.toEqual(routes[1]);
  });

  test('does not change what is found across objects: of what is alike rules are asked once', () => {
    const examples = RULES.filter(({ stage }) => stage === 'deployed').flatMap((rule) =>
      [...rule.passing, ...rule.failing].map(({ manifests }) => parseManifests(manifests)),
    );
    const apps = fc.record({
      manifests: fc.constantFrom(...examples),
      image: fc.constantFrom(undefined, 'web', 'quay.io/metallb/controller:v0.15.2'),
      name: fc.constantFrom(undefined, 'web', 'kubernetes'),
      again: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(apps, { minLength: 2, maxLength: 4 }), (chosen) => {
        const manifests = chosen.flatMap(({ manifests: given, image, name, again }, index) =>
          (again ? ['', 'again'] : ['']).flatMap((suffix) =>
            given.map((manifest) => changed(manifest, { namespace: `n${index}${suffix}`, image, name })),
          ),
        );
        const remembering = checkManifests(manifests);
        const spy = vi.spyOn(Shapes.prototype, 'of').mockReturnValue(undefined);
        const forgetting = checkManifests(manifests);
        spy.mockRestore();
        expect(remembering).toEqual(forgetting);
      }),
      { numRuns: 200 },
    );
  });
});

interface Change {
  readonly namespace: string;
  readonly image: string | undefined;
  readonly name: string | undefined;
}

/** A manifest in another namespace, its Services called otherwise, for hosts of its own, and with another image in its containers. */
function changed(value: unknown, change: Change): JsonObject {
  const manifest = value as JsonObject;
  const metadata = isObject(manifest.metadata) ? manifest.metadata : {};
  const name = manifest.kind === 'Service' && change.name !== undefined ? change.name : metadata.name;
  const namespaced = { ...metadata, name, namespace: change.namespace };
  return { ...(withParts(manifest, change) as JsonObject), metadata: namespaced };
}

function withParts(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((item) => withParts(item, change));
  if (!isObject(value)) return value;
  const own = (host: unknown) => (typeof host === 'string' && host !== '' ? `${change.namespace}.${host}` : host);
  const entries = Object.entries(value).map(([key, item]) => {
    if (key === 'image' && typeof item === 'string') return [key, change.image ?? item];
    if (key === 'hostnames' && Array.isArray(item)) return [key, item.map(own)];
    return [key, key === 'host' ? own(item) : withParts(item, change)];
  });
  return Object.fromEntries(entries) as JsonObject;
}

/** A route with other hosts and backends, each of which is called by its number, or by none. */
function leading(route: JsonObject, name: string, called: (index: number) => string): JsonObject {
  const spec = isObject(route.spec) ? route.spec : {};
  const listIn = (value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : []);
  const hostnames = listIn(spec.hostnames).map((_, index) => `host${called(index)}.example`);
  const rules = listIn(spec.rules).map((rule) => {
    if (!isObject(rule)) return rule;
    const backendRefs = listIn(rule.backendRefs).map((ref, index) =>
      isObject(ref) ? { ...ref, name: `service${called(index)}` } : ref,
    );
    return { ...rule, ...(backendRefs.length === 0 ? {} : { backendRefs }) };
  });
  const lists = { ...(hostnames.length === 0 ? {} : { hostnames }), ...(rules.length === 0 ? {} : { rules }) };
  return {
    ...route,
    metadata: { ...(isObject(route.metadata) ? route.metadata : {}), name },
    spec: { ...spec, ...lists },
  };
}

/** What two objects cannot both have. */
function withoutHoldings(manifest: JsonObject): JsonObject {
  const { spec } = manifest;
  if (!isObject(spec)) return manifest;
  const { clusterIP, clusterIPs, healthCheckNodePort: _, ports, ...rest } = spec;
  const headless = clusterIP === 'None' ? { clusterIP, ...(clusterIPs === undefined ? {} : { clusterIPs }) } : {};
  const open = Array.isArray(ports)
    ? { ports: ports.map((port: unknown) => (isObject(port) ? { ...port, nodePort: 0 } : port)) }
    : { ports };
  return { ...manifest, spec: { ...rest, ...headless, ...open } };
}

function said(diagnostics: ReturnType<typeof checkManifests>) {
  return diagnostics.filter(({ source }) => source === 'apiserver').map(({ rule, path, kind }) => [rule, path, kind]);
}

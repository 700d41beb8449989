import * as fc from 'fast-check';
import { checkManifests } from '../../src/rules/check-manifests';
import { shapeOf } from '../../src/rules/shape';
import type { JsonObject } from '../../src/terms/json';
import { isObject } from '../../src/terms/json';
import { recordedWith } from '../fixtures/api/cases';

const service = (metadata: JsonObject, spec: JsonObject) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec });
const SPEC = { selector: { app: 'a' }, ports: [{ port: 80 }] };
const shape = (metadata: JsonObject, spec: JsonObject = SPEC) => shapeOf(service(metadata, spec), 34, 'service');

describe('the shape of an object', () => {
  test('is the same whatever good names and labels it has', () => {
    const other = { selector: { tier: 'b' }, ports: [{ port: 80 }] };
    expect(shape({ name: 'b', labels: { app: 'b' } }, other)).toBe(shape({ name: 'a' }));
    expect(shape({ name: 'a' })).toBeDefined();
  });

  test.each([
    ['another field', { name: 'a' }, { ...SPEC, type: 'NodePort' }],
    ['an annotation', { name: 'a', annotations: { note: 'x' } }, SPEC],
    ['a namespace', { name: 'a', namespace: 'shop' }, SPEC],
    ['no selector', { name: 'a' }, { ports: [{ port: 80 }] }],
  ])('is another one with %s', (_, metadata, spec) => {
    expect(shape(metadata, spec)).toBeDefined();
    expect(shape(metadata, spec)).not.toBe(shape({ name: 'a' }));
  });

  test('is another one for another kind or version, where it holds nothing but metadata', () => {
    const shapes = [
      ['v1', 'Pod'],
      ['v1', 'Secret'],
      ['apps/v1', 'Deployment'],
      ['apps/v1beta1', 'Deployment'],
    ].map(([apiVersion, kind]) => shapeOf({ apiVersion, kind, metadata: { name: 'a' } }, 34, 'metadata'));
    expect(shapes).not.toContain(undefined);
    expect(new Set(shapes).size).toBe(shapes.length);
    const labels = { app: 'a' };
    const spec = {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'a' }] } },
    };
    const [one, other] = ['ReplicaSet', 'Deployment'].map((kind) =>
      shapeOf({ apiVersion: 'apps/v1', kind, metadata: { name: 'a' }, spec }, 34, 'workload'),
    );
    expect(one).toBeDefined();
    expect(one).not.toBe(other);
  });

  test.each([
    ['a name that no Service may have', { name: 'A' }, SPEC],
    ['no name', { generateName: 'a-' }, SPEC],
    ['a namespace that none may have', { name: 'a', namespace: 'A' }, SPEC],
    ['a label that none may have', { name: 'a', labels: { app: '-' } }, SPEC],
    ['a key that no label may have', { name: 'a', labels: { '/a': 'a' } }, SPEC],
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
});

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

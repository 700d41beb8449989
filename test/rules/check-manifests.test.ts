import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Manifest } from '../../src/model/manifest';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import { OptionsError } from '../../src/terms/options-error';

const EVERYTHING = readFileSync(join(__dirname, '../fixtures/everything.yaml'), 'utf8');
const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } };

describe('checkManifests', () => {
  it('has nothing to say of nothing', () => {
    expect(checkManifests([])).toEqual([]);
  });

  it('finds no error in an application that uses every field', () => {
    expect(checkManifests(parseManifests(EVERYTHING)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('describes a finding completely', () => {
    const spec = { type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] };
    const findings = checkManifests([{ ...SERVICE, spec }], { namespace: 'shop' });
    expect(findings.filter(({ source }) => source === 'apiserver')).toEqual([
      {
        rule: 'service/node-port-range',
        source: 'apiserver',
        severity: 'error',
        kind: 'Invalid',
        object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
        path: 'spec.ports[0].nodePort',
        value: 8080,
        detail: 'Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767',
        why: expect.any(String) as unknown,
        fix: expect.any(String) as unknown,
        docs: 'docs/rules/service/node-port-range.md',
      },
    ]);
  });

  it('says where a finding stands in the text, if there is one', () => {
    const [finding] = checkManifests(
      parseManifests('apiVersion: v1\nkind: Service\nspec:\n  typ: x\n', { source: 'a.yaml' }),
    );
    expect(finding).toMatchObject({ rule: 'decode/unknown-field', position: { source: 'a.yaml', line: 4, column: 3 } });
  });

  it('finds in the order of the manifests', () => {
    const bad = (name: string) => ({ ...SERVICE, metadata: { name }, spec: { ports: [{ port: 0 }] } });
    const names = checkManifests([bad('b'), bad('a')]).map(({ object }) => object.name);
    expect(names.indexOf('a')).toBeGreaterThan(names.lastIndexOf('b'));
  });

  it.each([
    ['kubernetesVersion', { kubernetesVersion: '1.99' }],
    ['kubernetesVersion', { kubernetesVersion: 'latest' }],
    ['namespace', { namespace: 'Team A' }],
    ['serviceClusterIPRange', { serviceClusterIPRange: [] }],
    ['serviceClusterIPRange[0]', { serviceClusterIPRange: ['10.96.0.0'] }],
    ['serviceClusterIPRange[1]', { serviceClusterIPRange: ['10.96.0.0/16', 'fd00::1/112'] }],
    ['serviceClusterIPRange', { serviceClusterIPRange: ['10.96.0.0/16', '10.97.0.0/16'] }],
    ['serviceNodePortRange', { serviceNodePortRange: '5-1' }],
    ['serviceNodePortRange', { serviceNodePortRange: '1-70000' }],
    ['severities[service/no-such-rule]', { severities: { 'service/no-such-rule': 'off' as const } }],
    ['severities[service/port-range]', { severities: { 'service/port-range': 'off' as const } }],
    ['severities[service/type-ignored]', { severities: { 'service/type-ignored': 'loud' as never } }],
    ['acknowledge[0].rule', { acknowledge: [{ rule: 'service/no-such-rule', reason: 'x' }] }],
    ['acknowledge[0].reason', { acknowledge: [{ rule: 'service/type-ignored', reason: ' ' }] }],
    ['acknowledge[0].object', { acknowledge: [{ rule: 'service/type-ignored', reason: 'x', object: 'web' }] }],
  ])('refuses an unusable %s: %j', (option, options) => {
    expect(() => checkManifests([], options)).toThrow(OptionsError);
    expect(() => checkManifests([], options)).toThrow(expect.objectContaining({ option }) as Error);
  });

  it('never throws, whatever stands in a manifest', () => {
    const manifests = parseManifests(EVERYTHING);
    const places = manifests.flatMap((manifest, index) => pathsOf(manifest).map((path) => [index, ...path]));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
        const changed = structuredClone(manifests);
        replace(changed, place, value);
        checkManifests(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing that it is given', () => {
    const manifests = parseManifests(EVERYTHING).map((manifest) => deepFreeze(manifest));
    expect(() => checkManifests(manifests)).not.toThrow();
  });

  it('says the same of an object, as the API server would, whatever is created after it', () => {
    const names = fc.constantFrom('a', 'b', 'c');
    const nodePort = fc.constantFrom(undefined, 0, 30080, 30081, 99999);
    const services = fc.record({
      name: names,
      nodePort,
      type: fc.constantFrom('NodePort', 'LoadBalancer', 'ClusterIP'),
    });
    const manifest = ({
      name,
      type,
      nodePort: port,
    }: {
      name: string;
      type: string;
      nodePort: number | undefined;
    }) => ({
      ...SERVICE,
      metadata: { name },
      spec: { type, ports: [{ port: 80, ...(port === undefined ? {} : { nodePort: port }) }] },
    });
    const verdicts = (manifests: readonly Manifest[]) =>
      checkManifests(manifests).filter(({ source }) => source === 'apiserver');
    fc.assert(
      fc.property(fc.array(services, { maxLength: 6 }), fc.nat(6), (list, cut) => {
        const all = list.map(manifest);
        const before = verdicts(all.slice(0, cut));
        expect(verdicts(all).slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key])]);
}

function replace(root: unknown, path: readonly (number | string)[], value: unknown): void {
  let holder = root as Record<number | string, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<number | string, unknown>;
  holder[path.at(-1) ?? 0] = value;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

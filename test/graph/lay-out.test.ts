import fc from 'fast-check';
import type { Rectangle } from '../../src/graph/layout/drawing';
import { layOut } from '../../src/graph/layout/lay-out';
import type { NetworkMap, Tier } from '../../src/graph/network-map';
import { TIERS } from '../../src/graph/network-map';

const OF_NAMESPACES: readonly Tier[] = ['clients', 'entry', 'listener', 'route', 'service', 'policy', 'pods'];

/** Maps with any lines, also from right to left and within a column. */
const anyMap: fc.Arbitrary<NetworkMap> = fc
  .array(fc.record({ tier: fc.constantFrom(...TIERS), namespace: fc.constantFrom('a', 'b', 'c'), name: fc.string() }), {
    maxLength: 30,
  })
  .chain((given) => {
    const nodes = given.map(({ tier, namespace, name }, index) => ({
      id: `${index}`,
      tier,
      kind: 'Service',
      name,
      facts: [],
      ...(OF_NAMESPACES.includes(tier) ? { namespace } : {}),
    }));
    const end = fc.integer({ min: 0, max: Math.max(0, nodes.length - 1) }).map(String);
    return fc.array(fc.record({ from: end, to: end }), { maxLength: nodes.length === 0 ? 0 : 60 }).map((lines) => ({
      nodes,
      edges: lines.map((line) => ({ ...line, relation: 'asks' as const, labels: [], counts: {}, probes: [] })),
    }));
  });

const overlap = (a: Rectangle, b: Rectangle) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const within = (inner: Rectangle, outer: Rectangle) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

describe('a drawing', () => {
  test('has a place of its own for every box, in the frame of its namespace', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const { boxes, frames, width, height } = layOut(map);
        expect(boxes).toHaveLength(map.nodes.length);
        const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
        expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
        const paper = { x: 0, y: 0, width, height };
        expect([...boxes, ...frames].filter((each) => !within(each, paper))).toEqual([]);
        for (const { namespace, ...frame } of frames) {
          for (const box of boxes) expect(within(box, frame)).toBe(box.node.namespace === namespace);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has a line for every edge, made of numbers', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const { lines } = layOut(map);
        expect(lines.map(({ edge }) => edge)).toEqual(map.edges);
        for (const { path } of lines) expect(path).toMatch(/^M[-\d. ]+(C[-\d. ]+|H[-\d.]+)+$/);
      }),
      { numRuns: 60 },
    );
  });

  test('has labels that do not lie on each other, whatever leads to one box', () => {
    const name = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        (paths, services) => {
          const node = (id: string, tier: Tier) => ({ id, tier, kind: 'Service', namespace: 'a', name: id, facts: [] });
          const nodes = [
            ...paths.map((_, index) => node(`entry${index}`, 'entry')),
            ...Array.from({ length: services }, (_, index) => node(`service${index}`, 'service')),
          ];
          const edges = paths.map((path, index) => ({
            from: `entry${index}`,
            to: `service${index % services}`,
            relation: 'routes' as const,
            labels: [path],
            counts: {},
            probes: [],
          }));
          const labels = layOut({ nodes, edges }).lines.flatMap(({ label }) => label ?? []);
          expect(labels.length).toBeGreaterThan(0);
          const pairs = labels.flatMap((a, index) => labels.slice(index + 1).map((b) => [a, b] as const));
          expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

import fc from 'fast-check';
import { baselineOf, compareWithBaseline } from '../../src/diagnostics/baseline';
import type { Diagnostic } from '../../src/diagnostics/diagnostic';

const finding = (rule: string, name: string, path: string, value: unknown, line: number): Diagnostic => ({
  rule,
  source: 'links',
  severity: 'warning',
  kind: 'Invalid',
  object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name },
  path,
  value,
  detail: 'd',
  why: 'w',
  fix: 'f',
  position: { source: 'a.yaml', line, column: 1 },
});

const findings = fc.array(
  fc
    .tuple(
      fc.constantFrom('a/b', 'a/c'),
      fc.constantFrom('web', 'api'),
      fc.nat(3).map((index) => `spec.ports[${index}].targetPort`),
      fc.constantFrom<unknown>(8080, 'http', { app: 'web' }, 'x'.repeat(100), undefined),
      fc.nat(9),
    )
    .map((parts) => finding(...parts)),
);

describe('a baseline', () => {
  test('knows all that it was made of, in any order and at any line', () => {
    fc.assert(
      fc.property(findings, fc.nat(100), (all, by) => {
        const baseline = JSON.parse(JSON.stringify(baselineOf(all))) as ReturnType<typeof baselineOf>;
        const moved = all.map((each) => ({ ...each, position: { source: 'b.yaml', line: by, column: 2 } })).reverse();
        expect(compareWithBaseline(moved, baseline)).toEqual({ fresh: [], known: all.length, gone: [] });
        expect(baselineOf(moved)).toEqual(baselineOf(all));
      }),
    );
  });

  test('knows what moved in a list, and not another value there', () => {
    const baseline = baselineOf([finding('a/b', 'web', 'spec.ports[0].targetPort', 8080, 1)]);
    const moved = finding('a/b', 'web', 'spec.ports[1].targetPort', 8080, 2);
    const other = finding('a/b', 'web', 'spec.ports[0].targetPort', 8081, 1);
    expect(compareWithBaseline([other, moved], baseline)).toEqual({ fresh: [other], known: 1, gone: [] });
  });

  test('shows all findings of a kind that became more, and tells of what became less', () => {
    const one = finding('a/b', 'web', 'spec', undefined, 1);
    const two = finding('a/b', 'web', 'spec', undefined, 2);
    expect(compareWithBaseline([one, two], baselineOf([one])).fresh).toEqual([one, two]);
    const { fresh, known, gone } = compareWithBaseline([one], baselineOf([one, two]));
    expect([fresh, known, gone.map(({ count }) => count)]).toEqual([[], 1, [2]]);
  });
});

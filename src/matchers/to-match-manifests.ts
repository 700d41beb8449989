import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { parseManifests } from '../model/parse-manifests';
import { withoutNulls } from '../terms/json';
import { describeRef } from '../terms/object-ref';
import { formatter, printable } from '../terms/printable';
import type { MatcherContext, MatcherResult } from './matcher';
import { subjectOf, synthesized } from './subject';

/** `expect(chart).toMatchManifests(yaml)`. */
export function toMatchManifests(this: MatcherContext, given: unknown, yaml: string): MatcherResult {
  const received = byName(synthesized(subjectOf(given, 'toMatchManifests')));
  const expected = byName(parseManifests(yaml, { source: 'the expected manifests' }));
  const names = [...new Set([...expected.keys(), ...received.keys()])];
  const differences = names
    .filter((name) => !this.equals(received.get(name), expected.get(name)))
    .map((name) => ({ name, expected: expected.get(name), received: received.get(name) }));
  return {
    pass: differences.length === 0,
    message: () =>
      differences.length === 0
        ? printable(`expected the manifests to differ, but all ${names.length} objects are equal`)
        : describeWith(this)(differences, names.length),
  };
}

interface Difference {
  readonly name: string;
  readonly expected: unknown;
  readonly received: unknown;
}

const describeWith = (context: MatcherContext) =>
  formatter((differences: readonly Difference[], all: number) => {
    const head = `expected the manifests to match, but ${differences.length} of ${all} objects differ:`;
    return [head, ...differences.map((each) => `${each.name}: ${difference(each, context)}`)].join('\n\n');
  });

/** The objects by what they are called, as plain JSON without nulls, which cdk8s and the API server drop; the second one of a name is `Service default/web (2)`. */
function byName(manifests: readonly Manifest[]): ReadonlyMap<string, unknown> {
  const objects = new Map<string, unknown>();
  const seen = new Map<string, number>();
  for (const manifest of manifests) {
    const name = describeRef(refOf(manifest, 'default'));
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    objects.set(count === 1 ? name : `${name} (${count})`, withoutNulls(JSON.parse(JSON.stringify(manifest))));
  }
  return objects;
}

function difference({ expected, received }: Difference, { utils }: MatcherContext): string {
  if (received === undefined) return 'expected, but not synthesized';
  if (expected === undefined) return 'synthesized, but not expected';
  return `\n${utils.diff(expected, received) ?? ''}`;
}

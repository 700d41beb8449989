import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { parseManifests } from '../model/parse-manifests';
import { describeRef } from '../terms/object-ref';
import type { MatcherResult } from './subject';
import { manifestsOf } from './subject';

/** What jest gives a matcher as `this`. */
interface MatcherContext {
  readonly equals: (a: unknown, b: unknown) => boolean;
  readonly utils: { diff(expected: unknown, received: unknown): string | null };
}

/** `expect(chart).toMatchManifests(yaml)`. */
export function toMatchManifests(this: MatcherContext, subject: unknown, yaml: string): MatcherResult {
  const received = byName(manifestsOf(subject, 'toMatchManifests'));
  const expected = byName(parseManifests(yaml, { source: 'the expected manifests' }));
  const differences = [...new Set([...expected.keys(), ...received.keys()])]
    .filter((name) => !this.equals(received.get(name), expected.get(name)))
    .map((name) => `${name}: ${difference(this, expected.get(name), received.get(name))}`);
  return {
    pass: differences.length === 0,
    message: () =>
      differences.length === 0
        ? 'expected other manifests, but these are equal'
        : `expected the manifests to match, but ${differences.length} of ${expected.size} objects differ:\n\n${differences.join('\n\n')}`,
  };
}

function byName(manifests: readonly Manifest[]): ReadonlyMap<string, unknown> {
  return new Map(
    manifests.map((manifest) => [describeRef(refOf(manifest, 'default')), JSON.parse(JSON.stringify(manifest))]),
  );
}

function difference({ utils }: MatcherContext, expected: unknown, received: unknown): string {
  if (received === undefined) return 'expected, but not synthesized';
  if (expected === undefined) return 'synthesized, but not expected';
  return `\n${utils.diff(expected, received) ?? ''}`;
}

import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import type { Manifest } from '../../src/model/manifest';
import { parseManifests } from '../../src/model/parse-manifests';
import { RULES } from '../../src/rules/all';
import { checkManifests } from '../../src/rules/check-manifests';
import type { CheckOptions } from '../../src/rules/check-options';
import { keyOf } from '../../src/terms/object-ref';
import { applyFix, hasSnippet } from './apply-fix';
import { MISTAKES } from './links/mistakes';

interface Case {
  readonly title: string;
  readonly rule: string;
  readonly input: readonly Manifest[];
  readonly options: CheckOptions;
}

const examples: readonly Case[] = RULES.flatMap(({ id, failing }) =>
  failing.map(({ title, manifests, options = {} }) => ({
    title: `${id}: ${title}`,
    rule: id,
    input: parseManifests(manifests),
    options,
  })),
);
const mistakes: readonly Case[] = MISTAKES.flatMap(({ faulty }) =>
  faulty.map(({ title, rule, input, options = {} }) => ({ title: `${rule}: ${title}`, rule, input, options })),
);

const cases = [...examples, ...mistakes].flatMap(({ title, rule, input, options }) => {
  const found = checkManifests(input, options);
  return found
    .filter((one) => one.rule === rule && hasSnippet(one))
    .map((finding) => ({ title: `${title} (${finding.path}): ${finding.fix}`, input, options, found, finding }));
});

describe('what a finding says can be pasted', () => {
  it('is said often', () => {
    expect(cases.length).toBeGreaterThan(40);
  });

  it.each(cases)('takes the finding away and brings no other: $title', ({ input, options, found, finding }) => {
    const left = checkManifests(applyFix(input, finding), options);
    expect(left.map(placeOf)).not.toContainEqual(placeOf(finding));
    const before = new Set(found.map(placeOf));
    expect(left.map(placeOf).filter((place) => !before.has(place))).toEqual([]);
  });
});

function placeOf({ rule, object: { kind, namespace, name }, path }: Diagnostic): string {
  return `${rule} ${kind}/${keyOf(namespace, name)} ${path}`;
}

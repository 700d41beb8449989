import { parseManifests } from '../../src/model/parse-manifests';
import { RULES } from '../../src/rules/all';
import { checkManifests } from '../../src/rules/check-manifests';
import type { Rule, RuleExample } from '../../src/rules/rule';

const passing = RULES.flatMap((rule) =>
  rule.passing.map((example) => ({ name: nameOf(rule, example), rule, example })),
);
const failing = RULES.flatMap((rule) =>
  rule.failing.map((example) => ({ name: nameOf(rule, example), rule, example })),
);

describe('examples of the rules', () => {
  it.each(passing)('$name: passes', ({ rule, example }) => {
    const findings = check(example);
    expect(findings.filter(({ rule: id }) => id === rule.id)).toEqual([]);
    // An example of what is right must not be wrong for another reason.
    expect(findings.filter(({ source, severity }) => source === 'apiserver' && severity === 'error')).toEqual([]);
  });

  it.each(failing)('$name: fails', ({ rule, example }) => {
    const found = check(example).filter(({ rule: id }) => id === rule.id);
    expect(found).toContainEqual(expect.objectContaining({ path: example.path, kind: example.kind }));
    expect(found.filter(({ fix }) => !/^[A-Z].*[.?]$/.test(fix))).toEqual([]);
  });

  it('shows every rule from both sides', () => {
    const incomplete = RULES.filter((rule) => rule.passing.length === 0 || rule.failing.length === 0);
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });
});

function check({ manifests, options }: RuleExample) {
  return checkManifests(parseManifests(manifests), options);
}

function nameOf({ id }: Rule, { title }: RuleExample): string {
  return `${id}: ${title}`;
}

import { parseManifests } from '../../../src/model/parse-manifests';
import { checkManifests } from '../../../src/rules/check-manifests';
import { linkRules } from '../../../src/rules/links';
import type { Rule, RuleExample } from '../../../src/rules/rule';

const findings = ({ id }: Rule, { manifests, options }: RuleExample) =>
  checkManifests(parseManifests(manifests), options ?? {}).filter(({ rule }) => rule === id);

describe.each(linkRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.passing.map((example) => [example.title, example] as const))('finds nothing: %s', (__, example) => {
    expect(findings(rule, example)).toEqual([]);
  });

  test.each(rule.failing.map((example) => [example.title, example] as const))('finds: %s', (__, example) => {
    expect(findings(rule, example)).toEqual([expect.objectContaining({ path: example.path, kind: example.kind })]);
  });
});

import { parseManifests } from '../model/parse-manifests';
import { RULES } from './all';
import { checkManifests } from './check-manifests';
import type { FailingExample, Rule, RuleExample } from './rule';

/**
 * Runs the examples of a rule and says, in a sentence each, which of them do not end as they should: none, when the rule
 * finds nothing in those that pass, and what they say in those that fail. An example that the API server would reject is
 * wrong as well, unless the rule says so itself.
 *
 * @param rule A rule of one's own, or of this package.
 * @throws ManifestError for examples that are not YAML, RuleError when the rule itself fails
 */
export function failedExamples(rule: Rule): readonly string[] {
  return [
    ...rule.passing.flatMap((example) => wrongOfPassing(rule, example)),
    ...rule.failing.flatMap((example) => wrongOfFailing(rule, example)),
  ].map((problem) => `${rule.id}: ${problem}`);
}

function wrongOfPassing(rule: Rule, example: RuleExample): readonly string[] {
  return findings(rule, example)
    .filter(({ rule: id, source, severity }) => id === rule.id || (source === 'apiserver' && severity === 'error'))
    .map(
      ({ rule: id, path, detail }) => `"${example.title}" should pass, but ${id} finds at ${place(path)}: ${detail}`,
    );
}

function wrongOfFailing(rule: Rule, example: FailingExample): readonly string[] {
  const found = findings(rule, example).filter(({ rule: id }) => id === rule.id);
  if (found.some(({ path, kind }) => path === example.path && kind === example.kind)) return [];
  const instead = found.map(({ path, kind }) => `${kind} at ${place(path)}`).join(', ') || 'nothing';
  return [`"${example.title}" should fail with ${example.kind} at ${place(example.path)}, but it finds ${instead}`];
}

function findings(rule: Rule, { manifests, options }: RuleExample) {
  const own = RULES.some((known) => known === rule) ? [] : [rule];
  return checkManifests(parseManifests(manifests), { ...options, rules: own });
}

function place(path: string): string {
  return path === '' ? 'the object as a whole' : path;
}

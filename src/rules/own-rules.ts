import { isObject } from '../terms/json';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';
import { describeRef } from '../terms/object-ref';
import { OptionsError } from '../terms/options-error';
import type { Finding } from './cursor';
import type { Rule, StagedRule } from './rule';

/** A rule of one's own went wrong itself: it threw something, or yielded what is not a finding. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(
    /** Id of the rule. */
    readonly rule: string,
    /** The object that it judged. */
    readonly object: ObjectRef,
    cause: unknown,
  ) {
    super(`rule ${rule} failed on ${describeRef(object)}: ${(cause as Partial<Error>)?.message ?? String(cause)}`, {
      cause,
    });
  }
}

/**
 * Rules of one's own as the engine takes them: they are about good practice, and judge what nobody refuses.
 *
 * @param known rules that are there already
 * @throws OptionsError for something that is not a rule, and for an id that another rule has
 */
export function staged(rules: readonly Rule[], known: readonly StagedRule[]): readonly StagedRule[] {
  if (rules.length === 0) return [];
  checkRules(rules, new Set(known.map(({ id }) => id)));
  return rules.map((rule) => ({
    ...rule,
    source: 'practice',
    stage: 'deployed',
    isOwn: true,
    *check(object, context) {
      try {
        for (const finding of rule.check(object, context)) yield checked(finding);
      } catch (cause) {
        throw new RuleError(rule.id, context.object, cause);
      }
    },
  }));
}

function checked(finding: unknown): Finding {
  const given = isObject(finding) ? finding : {};
  if (['kind', 'path', 'detail'].every((field) => typeof given[field] === 'string')) return finding as Finding;
  throw new TypeError('it yielded something else than a finding; yield what the methods of the cursor return');
}

function checkRules(rules: readonly unknown[], ids: Set<string>): void {
  if (!Array.isArray(rules)) throw new OptionsError('rules', rules, 'is not a list', 'list what defineRule returns');
  rules.forEach((rule: unknown, index) => {
    const option = `rules[${index}]`;
    if (!isObject(rule)) throw new OptionsError(option, rule, 'is not a rule', 'give what defineRule returns');
    checkId(rule.id, `${option}.id`, ids);
    for (const [field, { isGood, bound, remedy }] of Object.entries(FIELDS)) {
      if (!isGood(rule[field])) throw new OptionsError(`${option}.${field}`, rule[field], bound, remedy);
    }
  });
}

function checkId(id: unknown, option: string, ids: Set<string>): void {
  if (typeof id !== 'string' || !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) {
    const bound = 'is not the id of a rule: a group and a name of lower case letters, digits and hyphens';
    throw new OptionsError(option, id, bound, 'call it like "acme/no-node-ports"');
  }
  if (ids.has(id)) throw new OptionsError(option, id, 'is the id of another rule', 'choose a group of your own');
  ids.add(id);
}

interface Field {
  readonly isGood: (value: unknown) => boolean;
  readonly bound: string;
  readonly remedy: string;
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isVersion = (value: unknown) =>
  value === undefined || (typeof value === 'string' && minorOf(value) !== undefined);
const SENTENCE = { isGood: isText, bound: 'is not a sentence' };
const EXAMPLES = { isGood: Array.isArray, bound: 'is not a list', remedy: 'list examples of { title, manifests }' };

/** What has to stand in the fields of a rule. */
const FIELDS: Readonly<Record<string, Field>> = {
  severity: {
    isGood: (value) => ['error', 'warning', 'info'].some((severity) => severity === value),
    bound: 'is not a severity',
    remedy: 'choose error, warning or info',
  },
  kinds: {
    isGood: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
    bound: 'is not a list of kinds',
    remedy: 'list kinds, like ["Service"], or ["*"] for every object',
  },
  versions: {
    isGood: (value) => value === undefined || (isObject(value) && isVersion(value.since) && isVersion(value.until)),
    bound: 'is not a range of versions',
    remedy: 'give { since: "1.33" }, { until: "1.33" } or both, or leave it out',
  },
  summary: { ...SENTENCE, remedy: 'say what has to hold' },
  why: { ...SENTENCE, remedy: 'say what does not work otherwise' },
  fix: { ...SENTENCE, remedy: 'say what to do' },
  passing: EXAMPLES,
  failing: EXAMPLES,
  check: {
    isGood: (value) => typeof value === 'function',
    bound: 'is not a function',
    remedy: 'write *check(object, context) { ... }',
  },
};

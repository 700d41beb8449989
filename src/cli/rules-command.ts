import type { Command } from 'commander';
import { RULES } from '../rules/all';
import { formatRules, formatRule } from '../rules/format-rule';
import type { Rule } from '../rules/rule';
import { UPDATE_RULES } from '../rules/update';
import { nearest } from '../terms/nearest';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import type { RulesFlags } from './finding-options';
import { ownRules, ownRulesOption } from './finding-options';
import { print, style } from './print';
import { UsageError } from './usage-error';

/** `cdk8s-net rules`: every rule, and its page. */
export function addRulesCommand(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('rules')
    .description('every rule, your own among them; those that speak of a text, or the page of one')
    .argument('[ID|TEXT...]', 'the id that a finding carries, or words to look for; default: all rules')
    .addOption(ownRulesOption())
    .action(async (words: readonly string[], flags: RulesFlags) => {
      const wanted = words.join(' ');
      const rules = [...(await ownRules(flags)), ...RULES, ...UPDATE_RULES];
      const one = rules.find(({ id }) => id === wanted);
      const found = one === undefined ? rules.filter((rule) => speaksOf(rule, wanted)) : [one];
      const [first] = found;
      if (first === undefined) {
        const meant = nearest(
          wanted,
          rules.map(({ id }) => id),
          rules.length,
        );
        const hint = meant === undefined ? 'cdk8s-net rules lists all of them' : `did you mean ${meant}?`;
        throw new UsageError(`rules ${wanted}: did not find a rule of that id, or one that speaks of it; ${hint}`);
      }
      print(found.length === 1 ? formatRule(first, style) : formatRules(found, style));
      done(0);
    });
  withExamples(command, [
    ['cdk8s-net rules', 'every rule'],
    ['cdk8s-net rules node port', 'those that speak of node ports'],
    ['cdk8s-net rules links/selector-matches-nothing', 'the page of one'],
  ]);
}

function speaksOf({ id, summary, why, fix }: Pick<Rule, 'id' | 'summary' | 'why' | 'fix'>, text: string): boolean {
  return [id, summary, why, fix].join('\n').toLowerCase().includes(text.toLowerCase());
}

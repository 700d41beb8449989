import pc from 'picocolors';
import type { Style } from '../terms/layout';
import { wrapped } from '../terms/layout';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import type { OwnRule } from './page';
import { acknowledgementText, factsOf, whereText } from './page';
import type { FailingExample, Rule, RuleExample } from './rule';
import type { UpdateExample } from './update-rule';

type Shown = Pick<OwnRule, 'id' | 'severity' | 'summary'>;

/** A list of rules for people, a line each. */
export const formatRules = formatter((rules: readonly Shown[], style: Style) => {
  const colors = pc.createColors(style.colors);
  const width = rules.reduce((longest, { id }) => Math.max(longest, id.length), 0);
  const groups = [...groupBy(rules, ({ id }) => id.split('/')[0] ?? '')].map(([, members]) =>
    members
      .map(({ id, severity, summary }) => {
        const line = `${id.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${summary}`;
        return (style.width === undefined ? line : cut(line, style.width)).replace(id, () => colors.bold(id));
      })
      .join('\n'),
  );
  return [...groups, `${rules.length} rules; the page of one: cdk8s-net rules ID`].join('\n\n');
});

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(width - 1, 1))}…`;
}

/** The page of a rule for people. */
export function formatRule(rule: OwnRule | Rule, style: Style) {
  const { passing, failing } = rule;
  return layOutRule({ ...rule, passing: passing.map(shown), failing: failing.map(shown) }, style);
}

/** An example, line by line. */
interface ShownExample {
  readonly title: string;
  readonly given: readonly string[];
  readonly where: readonly string[];
  readonly old: readonly string[];
  readonly manifests: readonly string[];
}

function shown(example: RuleExample & Partial<FailingExample & UpdateExample>): ShownExample {
  const { title, manifests, options = {}, old, path, kind } = example;
  return {
    title,
    given: Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    where: path === undefined || kind === undefined ? [] : [whereText({ path, kind })],
    old: old?.trimEnd().split('\n') ?? [],
    manifests: manifests.trimEnd().split('\n'),
  };
}

type ShownRule = Parameters<typeof factsOf>[0] & {
  readonly passing: readonly ShownExample[];
  readonly failing: readonly ShownExample[];
};

const layOutRule = formatter((rule: ShownRule, style: Style) => {
  const colors = pc.createColors(style.colors);
  const plain = (text: string) => wrapped(text.replaceAll('`', ''), style);
  const label = (name: string, text: string) =>
    wrapped(`${name}: ${text}`, style).replace(name, () => colors.bold(name));
  const example = ({ title, given, where, old, manifests }: ShownExample) =>
    [
      colors.bold(title),
      ...(given.length === 0 ? [] : [`with ${given.join(', ')}`]),
      ...where.map(plain),
      ...(old.length === 0 ? [] : [...old.map(indented), 'and over that:']),
      ...manifests.map(indented),
    ].join('\n');
  return [
    `${colors.bold(rule.id)}\n${plain(rule.summary)}`,
    factsOf(rule)
      .map((fact) => plain(fact.replace('- ', '')))
      .join('\n'),
    label('Why', rule.why),
    label('Fix', rule.fix),
    plain(acknowledgementText(rule)),
    colors.red('Refused'),
    ...rule.failing.map(example),
    colors.green('Accepted'),
    ...rule.passing.map(example),
  ].join('\n\n');
});

function indented(line: string): string {
  return `    ${line}`;
}

import { groupBy } from '../terms/maps';
import type { FailingExample, Rule, RuleExample, StagedRule } from './rule';
import type { UpdateExample, UpdateRule } from './update-rule';

/** A rule of this package. */
export type OwnRule = StagedRule | UpdateRule;

/** What a page says of a rule, whatever its examples look like. Rules of users have neither source nor stage. */
type Told = Omit<Rule, 'check' | 'passing' | 'failing'> & Partial<Pick<StagedRule, 'source' | 'stage'>>;

const SOURCES: Readonly<Record<StagedRule['source'], string>> = {
  apiserver: 'kube-apiserver, when the object is created',
  links: 'cdk8s-net, across objects: nobody else says so before traffic fails',
  practice: 'cdk8s-net, as good practice',
};

const UPDATES = 'kube-apiserver, when the object is applied over another one: told by `cdk8s-net diff`';

/** The page of a rule, in Markdown: `docs/rules/<id>.md`. */
export function renderPage(rule: OwnRule): string {
  const sections = [
    `# ${rule.id}`,
    escape(rule.summary),
    factsOf(rule).join('\n'),
    `**Why:** ${escape(rule.why)}`,
    `**Fix:** ${escape(rule.fix)}`,
    acknowledgementText(rule),
    '## Refused',
    ...rule.failing.map((example) => renderExample(example, whereText(example))),
    '## Accepted',
    ...rule.passing.map((example) => renderExample(example)),
  ];
  return sections.join('\n\n') + '\n';
}

/** Facts on a rule, as items of a list in Markdown. */
export function factsOf(rule: Told): readonly string[] {
  return [
    `- Severity: ${rule.severity}`,
    `- Said by: ${saidBy(rule)}`,
    `- Judges: ${rule.kinds.includes('*') ? 'every object' : rule.kinds.join(', ')}`,
    ...(rule.field === undefined ? [] : [`- Field: \`${rule.field}\``]),
    ...(rule.versions === undefined ? [] : [`- Kubernetes: ${versionText(rule.versions)}`]),
  ];
}

function saidBy({ source, stage }: Told): string {
  if (source === undefined) return 'a rule of your own';
  return stage === undefined ? UPDATES : SOURCES[source];
}

/** The list of all rules, in Markdown: `docs/rules/README.md`. */
export function renderIndex(rules: readonly OwnRule[]): string {
  const groups = groupBy(rules, ({ id }) => id.split('/')[0] ?? '');
  const sections = [...groups].map(([group, members]) => {
    const rows = members.map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${cell(summary)} |`);
    return [`## ${group}`, '', '| rule | severity | what has to hold |', '|---|---|---|', ...rows].join('\n');
  });
  return (
    [
      `# Rules`,
      `${rules.length} rules. \`cdk8s-net check\` applies all but those of the group \`update\`, which are for \`cdk8s-net diff\`.`,
      ...sections,
    ].join('\n\n') + '\n'
  );
}

/** How a finding can be accepted, in Markdown. */
export function acknowledgementText({ id, source, severity, stage }: Told): string {
  if (source === 'apiserver' && severity === 'error') {
    return 'The API server rejects the object, so that this finding can neither be acknowledged nor silenced.';
  }
  if (stage === 'review') return `It can be silenced by the option \`severities: { '${id}': 'off' }\`.`;
  return `Where it is all right: annotate the object with \`cdk8s-net.dev/acknowledge: '${id}: <reason>'\`.`;
}

/** Where an example is refused, in Markdown. */
export function whereText({ kind, path }: Pick<FailingExample, 'kind' | 'path'>): string {
  return path === '' ? `${kind}, for the object as a whole:` : `${kind} at \`${path}\`:`;
}

function renderExample(
  { title, manifests, options, old }: Partial<UpdateExample> & RuleExample,
  where?: string,
): string {
  const given = Object.entries(options ?? {}).map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``);
  const parts = [`### ${escape(title)}`];
  if (given.length > 0) parts.push(`With ${given.join(', ')}.`);
  if (where !== undefined) parts.push(where);
  const before = old === undefined ? [] : [yaml(old), 'and over that:'];
  return [...parts, ...before, yaml(manifests)].join('\n\n');
}

function yaml(manifests: string): string {
  return `\`\`\`yaml\n${manifests.trimEnd()}\n\`\`\``;
}

function versionText({ since, until }: NonNullable<StagedRule['versions']>): string {
  if (since === undefined) return `up to ${until ?? 'the newest'}`;
  return until === undefined ? `${since} and later` : `${since} to ${until}`;
}

/** Text that Markdown would otherwise read as markup. */
function escape(text: string): string {
  return text.replace(/[*_<>]/g, '\\$&');
}

function cell(text: string): string {
  return escape(text).replace(/\|/g, '\\|');
}

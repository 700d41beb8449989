import type { FailingExample, RuleExample, StagedRule } from './rule';

const SOURCES: Readonly<Record<StagedRule['source'], string>> = {
  apiserver: 'kube-apiserver, when the object is created',
  links: 'cdk8s-net, across objects: nobody else says so before traffic fails',
  practice: 'cdk8s-net, as good practice',
};

/** The page of a rule, in Markdown: `docs/rules/<id>.md`. */
export function renderPage(rule: StagedRule): string {
  const facts = [
    `- Severity: ${rule.severity}`,
    `- Said by: ${SOURCES[rule.source]}`,
    `- Judges: ${rule.kinds.includes('*') ? 'every object' : rule.kinds.join(', ')}`,
    ...(rule.field === undefined ? [] : [`- Field: \`${rule.field}\``]),
    ...(rule.versions === undefined ? [] : [`- Kubernetes: ${versionText(rule.versions)}`]),
  ];
  const sections = [
    `# ${rule.id}`,
    escape(rule.summary),
    facts.join('\n'),
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

/** The list of all rules, in Markdown: `docs/rules/README.md`. */
export function renderIndex(rules: readonly StagedRule[]): string {
  const groups = new Map<string, StagedRule[]>();
  for (const rule of rules) {
    const [group = ''] = rule.id.split('/');
    groups.set(group, [...(groups.get(group) ?? []), rule]);
  }
  const sections = [...groups].map(([group, members]) => {
    const rows = members.map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${cell(summary)} |`);
    return [`## ${group}`, '', '| rule | severity | what has to hold |', '|---|---|---|', ...rows].join('\n');
  });
  return (
    [`# Rules`, `${rules.length} rules. \`cdk8s-net check\` applies all of them.`, ...sections].join('\n\n') + '\n'
  );
}

function acknowledgementText({ id, source, severity, stage }: StagedRule): string {
  if (source === 'apiserver' && severity === 'error') {
    return 'The API server rejects the object, so that this finding can neither be acknowledged nor silenced.';
  }
  if (stage === 'review') return `It can be silenced by the option \`severities: { '${id}': 'off' }\`.`;
  return `Where it is all right: annotate the object with \`cdk8s-net.dev/acknowledge: '${id}: <reason>'\`.`;
}

function whereText({ kind, path }: FailingExample): string {
  return path === '' ? `${kind}, for the object as a whole:` : `${kind} at \`${path}\`:`;
}

function renderExample({ title, manifests, options }: RuleExample, where?: string): string {
  const given = Object.entries(options ?? {}).map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``);
  const parts = [`### ${escape(title)}`];
  if (given.length > 0) parts.push(`With ${given.join(', ')}.`);
  if (where !== undefined) parts.push(where);
  return [...parts, `\`\`\`yaml\n${manifests.trimEnd()}\n\`\`\``].join('\n\n');
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

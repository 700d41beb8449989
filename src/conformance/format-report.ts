import Table from 'cli-table3';
import pc from 'picocolors';
import { isBlocked } from '../probes/judge';
import { describeExpectation } from '../probes/kinds/kinds';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import { listed } from '../terms/sentence';
import { brokenLink, describeObserved, observedOutcome } from './describe';
import type { ProbeReport, Report, Summary } from './report';
import { exitCodeOf, isElsewhere } from './report';

type Colors = ReturnType<typeof pc.createColors>;

/** So many columns fit side by side; with more, every subject gets a table of its own. */
const MAX_COLUMNS = 8;

/** A report for people: the matrix, then what was not as expected, then the sum. */
export const formatReport = formatter((report: Report, options: { readonly colors: boolean }) => {
  const colors = pc.createColors(options.colors);
  const clients = new Set(report.probes.map(({ client }) => client));
  const parts =
    clients.size <= MAX_COLUMNS ? [report.probes] : [...groupBy(report.probes, ({ subject }) => subject).values()];
  const open = report.probes.filter(
    (probe) => probe.result === 'failed' || (probe.result === 'notRun' && !isElsewhere(probe)),
  );
  const elsewhere = groupBy(report.probes.filter(isElsewhere), ({ detail = '' }) => detail);
  return [
    ...parts.map((probes) => formatMatrix(probes, colors)),
    ...[...groupBy(open, causeOf).values()].map((probes) => formatOpen(probes, colors)),
    ...(elsewhere.size === 0 ? [] : [[...elsewhere].map((entry) => formatElsewhere(entry, colors)).join('\n')]),
    ...(report.notes === undefined ? [] : [report.notes.map((note) => colors.dim(`note: ${note}`)).join('\n')]),
    formatSummary(report, colors),
  ].join('\n\n');
});

/** Clients across, what they ask for down; a heading for each Service and Ingress. */
function formatMatrix(probes: readonly ProbeReport[], colors: Colors): string {
  const clients = [...new Set(probes.map(({ client }) => client))];
  const table = new Table({
    head: ['', ...clients],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const group of groupBy(probes, ({ subject }) => subject).values()) {
    table.push([colors.bold((group[0] as ProbeReport).subject), ...clients.map(() => '')]);
    for (const row of groupBy(group, (probe) => probe.row).values()) {
      const cells = clients.map((client) =>
        formatCell(
          row.filter((probe) => probe.client === client),
          colors,
        ),
      );
      table.push([`  ${(row[0] as ProbeReport).row}`, ...cells]);
    }
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const PLAIN = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .map((char) => [char, '']),
);
PLAIN['mid-mid'] = '';
PLAIN.middle = '';

function formatCell(probes: readonly ProbeReport[], colors: Colors): string {
  const worst = ORDER.flatMap((result) => probes.filter((probe) => probe.result === result))[0];
  if (worst === undefined) return colors.dim('·');
  switch (worst.result) {
    case 'passed':
      return colors.green(isBlocked(worst.expect) ? `✓ ${observedOutcome(worst.observed)}` : '✓');
    case 'failed':
      return colors.red(`✗ ${observedOutcome(worst.observed)}`);
    case 'notRun':
      return colors.yellow('? not run');
    case 'notSupported':
      return colors.dim('- n/a');
  }
}

const ORDER = ['failed', 'notRun', 'notSupported', 'passed'] as const;

/** What is not as expected for one reason is told once, whatever was asked: the link that is broken, or else what was found. */
function causeOf(probe: ProbeReport): string {
  const { subject, result, expect, unsent } = probe;
  const broken = brokenLink(probe) ?? unsent;
  return JSON.stringify(broken === undefined ? [subject, result, expect, describeObserved(probe)] : [result, broken]);
}

/** What waits for others, in one line for each reason. */
function formatElsewhere([why, probes]: readonly [string, readonly ProbeReport[]], colors: Colors): string {
  const subjects = [...new Set(probes.map(({ subject }) => subject))];
  return `${colors.yellow('?')} ${colors.bold(listed(subjects, MANY))}: not run: ${why}`;
}

/** Of so many things behind one cause all are named. */
const MANY = 8;

function formatOpen(probes: readonly ProbeReport[], colors: Colors): string {
  const [first] = probes as [ProbeReport];
  const broken = brokenLink(first);
  const subjects = [...groupBy(probes, ({ subject }) => subject)];
  const asked = subjects.flatMap(([subject, ofSubject]) =>
    [...groupBy(ofSubject, ({ client }) => client)].map(
      ([client, group]) =>
        `  ${subjects.length === 1 ? '' : `${subject}: `}${client} -> ${group.map(({ row }) => row).join(', ')}`,
    ),
  );
  const heading = listed(
    subjects.map(([subject]) => subject),
    MANY,
  );
  return [
    `${first.result === 'failed' ? colors.red('✗') : colors.yellow('?')} ${colors.bold(heading)}`,
    ...asked.slice(0, MANY),
    ...(asked.length > MANY ? [`  and ${asked.length - MANY} more`] : []),
    `  expected  ${describeExpectation(first.expect)}`,
    `  observed  ${describeObserved(first)}`,
    ...(broken === undefined ? [] : [`  broken    ${colors.bold(broken.link)}: ${broken.detail}`]),
  ].join('\n');
}

function formatSummary({ summary, target, durationsMs, diagnostics }: Report, colors: Colors): string {
  const { start, deploy, probe, converge, diagnose } = durationsMs;
  const { passed, failed, notRun, notSupported } = summary;
  const seconds = ((start + deploy + probe + converge + diagnose) / 1000).toFixed(1);
  const verdict = [colors.green('AS DECLARED'), colors.red('NOT AS DECLARED'), colors.yellow('NOT PROVEN')][
    exitCodeOf(summary, diagnostics)
  ] as string;
  return [
    `${colors.bold(verdict)}  ${passed + failed + notRun + notSupported} probes: ${countsOf(summary)}`,
    colors.dim(
      `target ${target.name}, ${target.nodes.length} nodes, ${target.pods === 1 ? '1 Pod' : `${target.pods} Pods`}, ${seconds} s`,
    ),
  ].join('\n');
}

function countsOf({ passed, failed, notRun, notSupported, elsewhere = 0 }: Summary): string {
  return [
    `${passed} as expected`,
    `${failed} not`,
    ...(notRun > elsewhere ? [`${notRun - elsewhere} not run`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} not run as others make or decide what they need`] : []),
    ...(notSupported > 0 ? [`${notSupported} not supported by the target`] : []),
  ].join(', ');
}

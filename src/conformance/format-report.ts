import Table from 'cli-table3';
import pc from 'picocolors';
import { isBlocked } from '../probes/judge';
import { describeExpectation } from '../probes/kinds/kinds';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import { brokenLink, describeObserved, observedOutcome } from './describe';
import type { ProbeReport, Report, Summary } from './report';
import { exitCodeOf } from './report';

type Colors = ReturnType<typeof pc.createColors>;

/** So many columns fit side by side; with more, every subject gets a table of its own. */
const MAX_COLUMNS = 8;

/** A report for people: the matrix, then what was not as expected, then the sum. */
export const formatReport = formatter((report: Report, options: { readonly colors: boolean }) => {
  const colors = pc.createColors(options.colors);
  const clients = new Set(report.probes.map(({ client }) => client));
  const parts =
    clients.size <= MAX_COLUMNS ? [report.probes] : [...groupBy(report.probes, ({ subject }) => subject).values()];
  const open = report.probes.filter(({ result }) => result === 'failed' || result === 'notRun');
  return [
    ...parts.map((probes) => formatMatrix(probes, colors)),
    ...[...groupBy(open, causeOf).values()].map((probes) => formatOpen(probes, colors)),
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

/** What is not as expected for one reason is told once. */
function causeOf(probe: ProbeReport): string {
  return JSON.stringify([probe.subject, probe.result, probe.expect, describeObserved(probe), brokenLink(probe)]);
}

function formatOpen(probes: readonly ProbeReport[], colors: Colors): string {
  const [first] = probes as [ProbeReport];
  const broken = brokenLink(first);
  const asked = [...groupBy(probes, ({ client }) => client)].map(
    ([client, group]) => `  ${client} -> ${group.map(({ row }) => row).join(', ')}`,
  );
  return [
    `${first.result === 'failed' ? colors.red('✗') : colors.yellow('?')} ${colors.bold(first.subject)}`,
    ...asked,
    `  expected  ${describeExpectation(first.expect)}`,
    `  observed  ${describeObserved(first)}`,
    ...(broken === undefined ? [] : [`  broken    ${colors.bold(broken.link)}: ${broken.detail}`]),
  ].join('\n');
}

function formatSummary({ summary, target, durationsMs }: Report, colors: Colors): string {
  const { start, deploy, probe, converge, diagnose } = durationsMs;
  const seconds = ((start + deploy + probe + converge + diagnose) / 1000).toFixed(1);
  const verdict = [colors.green('AS DECLARED'), colors.red('NOT AS DECLARED'), colors.yellow('NOT PROVEN')][
    exitCodeOf(summary)
  ] as string;
  return [
    `${colors.bold(verdict)}  ${Object.values(summary).reduce((sum, count) => sum + count)} probes: ${countsOf(summary)}`,
    colors.dim(
      `target ${target.name}, ${target.nodes.length} nodes, ${target.pods === 1 ? '1 Pod' : `${target.pods} Pods`}, ${seconds} s`,
    ),
  ].join('\n');
}

function countsOf({ passed, failed, notRun, notSupported }: Summary): string {
  return [
    `${passed} as expected`,
    `${failed} not`,
    ...(notRun > 0 ? [`${notRun} not run`] : []),
    ...(notSupported > 0 ? [`${notSupported} not supported by the target`] : []),
  ].join(', ');
}

import Table from 'cli-table3';
import pc from 'picocolors';
import { isBlocked } from '../probes/judge';
import { shortened } from '../terms/layout';
import type { Style } from '../terms/layout';
import { groupBy } from '../terms/maps';
import { observedOutcome } from './describe';
import type { ProbeReport } from './report';
import { isElsewhere } from './report';

type Colors = ReturnType<typeof pc.createColors>;

/** How much of a matrix is shown. */
export type MatrixStyle = Style & {
  /** Whether Services and Ingresses of which everything is as declared have rows, and not one line. Default: false. */
  readonly full?: boolean | undefined;
};

/** Clients across, what they ask for down; a heading for each Service and Ingress. In several tables, where it is too wide for one. */
export function formatMatrix(probes: readonly ProbeReport[], style: MatrixStyle): readonly string[] {
  const colors = pc.createColors(style.colors);
  const groups = [...groupBy(probes, ({ subject }) => subject).values()];
  const folded = style.full === true ? [] : groups.filter(isAsDeclared);
  const open = groups.filter((group) => !folded.includes(group));
  const lines = folded.map((group) => foldedLine(group, colors, style));
  return [...(lines.length === 0 ? [] : [lines.join('\n')]), ...tablesOf(open, colors, style)];
}

/** Whether there is nothing to look at: what the target cannot do, and what others make, is counted and told elsewhere. */
function isAsDeclared(probes: readonly ProbeReport[]): boolean {
  return probes.every((probe) => probe.result === 'passed' || probe.result === 'notSupported' || isElsewhere(probe));
}

/** `✓ ClusterIP my-service  25 as declared`. */
function foldedLine(probes: readonly ProbeReport[], colors: Colors, { width }: Style): string {
  const [{ subject = '' } = {}] = probes;
  const count = (is: (probe: ProbeReport) => boolean) => probes.filter(is).length;
  const passed = count(({ result }) => result === 'passed');
  const counts = [
    [passed, 'as declared'],
    [count(isElsewhere), 'not run'],
    [count(({ result }) => result === 'notSupported'), 'not supported'],
  ] as const;
  const told = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const sum = told.join(', ');
  const room = width === undefined ? subject.length : Math.max(width - sum.length - 4, LEAST);
  const mark = passed > 0 ? colors.green('✓') : colors.yellow('?');
  return `${mark} ${colors.bold(shortened(subject, room))}  ${colors.dim(sum)}`;
}

/** Without a width, so many columns stand side by side; with more, every subject gets a table of its own. */
const MAX_COLUMNS = 8;

function tablesOf(groups: readonly (readonly ProbeReport[])[], colors: Colors, style: MatrixStyle): readonly string[] {
  if (groups.length === 0) return [];
  const all = groups.flat();
  if (style.width !== undefined) {
    const isJoined = style.full !== true && chunksOf(all, style.width).length > 1;
    const probes = isJoined ? joined(all) : all;
    return chunksOf(probes, style.width).map((clients) => tableOf(probes, clients, colors, style));
  }
  const parts = clientsOf(all).length <= MAX_COLUMNS ? [all] : groups;
  return parts.map((probes) => tableOf(probes, clientsOf(probes), colors, style));
}

/** Clients that found the same of everything as one: `shop/web +4`. */
function joined(probes: readonly ProbeReport[]): readonly ProbeReport[] {
  const byClient = [...groupBy(probes, ({ client }) => client)];
  const alike = groupBy(byClient, ([, asked]) =>
    JSON.stringify(asked.map((probe) => [probe.subject, probe.row, markOf(probe)])),
  );
  return [...alike.values()].flatMap((clients) => {
    const [[name, asked], ...others] = clients as [(typeof clients)[number]];
    const more = others.length === 0 ? '' : ` +${others.length}`;
    const client = more === '' ? name : `${shortened(name, MAX_HEADER - more.length)}${more}`;
    return asked.map((probe) => ({ ...probe, client }));
  });
}

function clientsOf(probes: readonly ProbeReport[]): readonly string[] {
  return [...new Set(probes.map(({ client }) => client))];
}

/** No column is narrower, nor the names of rows. */
const LEAST = 20;
const MAX_HEADER = 18;
/** What stands between columns. */
const GAP = 2;

/** How wide the column of row names is. */
function labelWidth(probes: readonly ProbeReport[], width: number): number {
  const longest = probes.reduce((most, { row, subject }) => Math.max(most, row.length + 2, subject.length), 0);
  return Math.min(longest, Math.max(Math.floor(width / 2), LEAST));
}

/** The clients that fit side by side, table by table. */
function chunksOf(probes: readonly ProbeReport[], width: number): readonly (readonly string[])[] {
  const room = width - labelWidth(probes, width) - GAP;
  const chunks: string[][] = [];
  let used = Infinity;
  for (const [client, asked] of groupBy(probes, (probe) => probe.client)) {
    const cells = asked.map((probe) => markOf(probe).length);
    const needed = cells.reduce((most, each) => Math.max(most, each), shortened(client, MAX_HEADER).length) + GAP;
    if (used + needed > room) {
      chunks.push([]);
      used = 0;
    }
    chunks.at(-1)?.push(client);
    used += needed;
  }
  return chunks;
}

function tableOf(probes: readonly ProbeReport[], clients: readonly string[], colors: Colors, { width }: Style): string {
  const room = width === undefined ? Infinity : labelWidth(probes, width);
  const headers = clients.map((client) => (width === undefined ? client : shortened(client, MAX_HEADER)));
  const table = new Table({
    head: ['', ...headers],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
  });
  for (const group of groupBy(probes, ({ subject }) => subject).values()) {
    const asked = group.filter(({ client }) => clients.includes(client));
    const [first] = asked;
    if (first === undefined) continue;
    table.push([colors.bold(shortened(first.subject, room)), ...clients.map(() => '')]);
    for (const [row, cells] of groupBy(asked, (probe) => probe.row)) {
      const marks = clients.map((client) =>
        formatCell(
          cells.filter((probe) => probe.client === client),
          colors,
        ),
      );
      table.push([`  ${shortened(row, room - 2)}`, ...marks]);
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
  const paint = {
    passed: colors.green,
    failed: colors.red,
    notRun: colors.yellow,
    depends: colors.cyan,
    notSupported: colors.dim,
  };
  return paint[worst.result](markOf(worst));
}

function markOf({ result, expect, observed }: ProbeReport): string {
  switch (result) {
    case 'passed':
      return isBlocked(expect) ? `✓ ${observedOutcome(observed)}` : '✓';
    case 'failed':
      return `✗ ${observedOutcome(observed)}`;
    case 'notRun':
      return '? not run';
    case 'depends':
      return '≈ depends';
    case 'notSupported':
      return '- n/a';
  }
}

const ORDER = ['failed', 'notRun', 'depends', 'notSupported', 'passed'] as const;

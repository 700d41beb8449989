import type { ConnectionVerdict, DnsVerdict, EnvVerdict, Verdict } from '../probes/probe';
import type { Difference, ProbeReport, Report } from './report';

/**
 * The cells on which two runs of the same manifests differ, in the order of the first. Names that a cluster draws at random
 * (of Pods) and numbers that it allocates count for nothing; who answers is compared by what made the Pods, for which
 * Pod runs on which node is the scheduler's choice. What one of them could not learn or does not support is no difference.
 */
export function compareReports(report: Report, other: Report): readonly Difference[] {
  const cells = cellsOf(report);
  const others = cellsOf(other);
  const differences: Difference[] = [];
  for (const [key, cell] of cells) {
    const counterpart = others.get(key);
    if (counterpart !== undefined && !isLearnt(counterpart)) continue;
    if (!isLearnt(cell) || (counterpart !== undefined && agree(cell, report, counterpart, other))) continue;
    differences.push(differenceOf(cell, cell.observed, counterpart?.observed));
  }
  for (const [key, cell] of others) {
    if (!cells.has(key) && isLearnt(cell)) differences.push(differenceOf(cell, undefined, cell.observed));
  }
  return differences;
}

function differenceOf(
  { subject, row, client }: ProbeReport,
  observed: Verdict | undefined,
  other: Verdict | undefined,
): Difference {
  return {
    subject,
    row,
    client,
    ...(observed === undefined ? {} : { observed }),
    ...(other === undefined ? {} : { other }),
  };
}

function isLearnt({ observed }: ProbeReport): boolean {
  return observed !== undefined && !('outcome' in observed && observed.outcome === 'notRun');
}

/** Cells by where they stand. Allocated addresses and ports in the name of a row stand for one another. */
function cellsOf({ probes }: Report): ReadonlyMap<string, ProbeReport> {
  const seen = new Map<string, number>();
  return new Map(
    probes.map((probe) => {
      const place = [probe.subject, withoutNumbers(probe.row), probe.client].join('\n');
      const count = seen.get(place) ?? 0;
      seen.set(place, count + 1);
      return [`${place}\n${count}`, probe] as const;
    }),
  );
}

/** A row without the addresses in its name and the port at its end. */
function withoutNumbers(row: string): string {
  const isAllocated = (number: string, end: number) => number.split('.').length === 4 || end === row.length;
  return row.replaceAll(/\d[\d.]*/g, (number, at: number) => (isAllocated(number, at + number.length) ? '#' : number));
}

function agree(cell: ProbeReport, report: Report, counterpart: ProbeReport, other: Report): boolean {
  const left = comparable(cell.observed as Verdict, report);
  const right = comparable(counterpart.observed as Verdict, other);
  return Object.keys({ ...left, ...right }).every((field) => {
    // Who answered, and whom they saw, is not always known: an answer need not tell.
    if (OPTIONAL.has(field) && (left[field] === undefined || right[field] === undefined)) return true;
    return JSON.stringify(left[field]) === JSON.stringify(right[field]);
  });
}

const OPTIONAL = new Set(['by', 'clientIP', 'certificate']);

function comparable(verdict: Verdict, { target: { workloads } }: Report): Readonly<Record<string, unknown>> {
  if ('outcome' in verdict) return verdict.outcome === 'notRun' ? {} : comparableConnection(verdict, workloads);
  return 'rcode' in verdict ? comparableRecords(verdict, workloads) : comparableVariables(verdict);
}

type Workloads = Readonly<Record<string, string>>;

function comparableConnection(
  { outcome, also = [], by, clientIP, clientIPBy, status, certificate }: ConnectionVerdict,
  workloads: Workloads,
): Readonly<Record<string, unknown>> {
  const classes = clientIPBy === undefined ? clientIP && [clientIP] : sorted(Object.values(clientIPBy));
  return {
    outcome,
    also,
    by: by && sorted(by.map((pod) => workloads[pod] ?? pod)),
    clientIP: classes,
    status,
    certificate,
  };
}

function comparableRecords({ rcode, records }: DnsVerdict, workloads: Workloads): Readonly<Record<string, unknown>> {
  const named = (text: string) =>
    text.replace(/\$\{podIP(Dashed)?:([^${}]*)\}/g, (_, dashed: string = '', pod: string) => {
      return `\${podIP${dashed}:${workloads[pod] ?? pod}}`;
    });
  return { rcode, records: sorted(records.map(({ name, type, data }) => [named(name), type, named(data)].join(' '))) };
}

/** Node ports are no variables: what differs here differs. */
function comparableVariables({ env }: EnvVerdict): Readonly<Record<string, unknown>> {
  return { env: sorted(Object.entries(env).map(([name, value]) => `${name}=${value}`)) };
}

function sorted(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort();
}

import { agree } from '../probes/kinds/kinds';
import type { LearntVerdict, Verdict } from '../probes/probe';
import type { Difference, ProbeReport, Report } from './report';

/**
 * The cells on which two runs of the same manifests differ, in the order of the first. Names that a cluster draws at random
 * (of Pods) and numbers that it allocates count for nothing; who answers is compared by what made the Pods, for which
 * Pod runs on which node is the scheduler's choice. What one of them could not learn or does not support is not a difference.
 */
export function compareReports(report: Report, other: Report): readonly Difference[] {
  const cells = cellsOf(report);
  const others = cellsOf(other);
  const differences: Difference[] = [];
  for (const [key, cell] of cells) {
    const counterpart = others.get(key);
    if (counterpart !== undefined && !isLearnt(counterpart)) continue;
    if (!isLearnt(cell) || (counterpart !== undefined && sayTheSame(cell, report, counterpart, other))) continue;
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
  return observed !== undefined && observed.kind !== 'notRun' && observed.kind !== 'depends';
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

function sayTheSame(cell: ProbeReport, report: Report, counterpart: ProbeReport, other: Report): boolean {
  return agree(
    { verdict: cell.observed as LearntVerdict, workloads: report.target.workloads },
    { verdict: counterpart.observed as LearntVerdict, workloads: other.target.workloads },
  );
}

/** A row without the addresses in its name and the port at its end, before the protocol. */
function withoutNumbers(row: string): string {
  const [end = ''] = /(\/[A-Z]+)?( over IPv[46])?$/.exec(row) ?? [];
  const place = row.slice(0, row.length - end.length).replace(/\[[\da-f:]+\]/, '#');
  const isAllocated = (number: string, at: number) =>
    number.split('.').length === 4 || at + number.length === place.length;
  const named = (number: string, at: number) => (isAllocated(number, at) ? '#' : number);
  return place.replaceAll(/\d[\d.]*/g, named) + end;
}

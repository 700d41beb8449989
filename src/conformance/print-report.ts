import { withoutKind } from '../probes/recorded';
import { printableJson, type Printable } from '../terms/printable';
import type { Difference, ProbeReport, Report } from './report';

/** The JSON of a report. Kinds of targets, expectations and verdicts are left out: they follow from the other fields. */
export function printReport(report: Report): Printable {
  const { probes, comparison } = report;
  const told = comparison && { ...comparison, differences: comparison.differences.map(differenceWithoutKinds) };
  const unnamed = {
    ...report,
    probes: probes.map(probeWithoutKinds),
    ...(told === undefined ? {} : { comparison: told }),
  };
  return printableJson(unnamed);
}

function probeWithoutKinds(probe: ProbeReport): object {
  const { to, expect, observed } = probe;
  return {
    ...probe,
    to: withoutKind(to),
    expect: withoutKind(expect),
    ...(observed === undefined ? {} : { observed: withoutKind(observed) }),
  };
}

function differenceWithoutKinds(difference: Difference): object {
  const { observed, other } = difference;
  return {
    ...difference,
    ...(observed === undefined ? {} : { observed: withoutKind(observed) }),
    ...(other === undefined ? {} : { other: withoutKind(other) }),
  };
}

import { readFileSync } from 'node:fs';
import type { Run, RunProbe } from '../graph/run';
import type { Expectation } from '../probes/expectation';
import type { ProbeTarget } from '../probes/probe';
import type { RecordedVerdict, Unnamed } from '../probes/recorded';
import { expectationFrom, targetOf, verdictFrom } from '../probes/recorded';
import { isObject } from '../terms/json';
import { UsageError } from './usage-error';

/** The run that a JSON report of `verify` tells of. Throws a UsageError for a file that is not such a report. */
export function readRun(file: string): Run {
  const report = parse(file);
  if (!isObject(report) || report.version !== 1) throw notReport(file, 'version 1');
  const { probes, target } = report;
  if (!Array.isArray(probes) || !probes.every(isObject)) throw notReport(file, 'a list of probes');
  if (!isObject(target) || !isObject(target.workloads)) throw notReport(file, 'target.workloads');
  const { workloads } = target as unknown as Run['target'];
  try {
    return { probes: (probes as unknown as readonly RecordedResult[]).map(named), target: { workloads } };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--report ${file}: ${error.message}`);
    throw error;
  }
}

/** A probe of a report, as JSON has it: without the kinds that follow from what it asks. */
type RecordedResult = Omit<RunProbe, 'to' | 'expect' | 'observed'> & {
  readonly to: Unnamed<ProbeTarget>;
  readonly expect: Unnamed<Expectation>;
  readonly observed?: RecordedVerdict;
};

function named({ to: target, expect, observed, ...rest }: RecordedResult): RunProbe {
  const to = targetOf(target);
  return {
    ...rest,
    to,
    expect: expectationFrom(to, expect),
    ...(observed === undefined ? {} : { observed: verdictFrom(to, observed) }),
  };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--report ${file}: cannot be read: ${(error as Error).message}`);
  }
}

function notReport(file: string, missing: string): UsageError {
  return new UsageError(
    `--report ${file}: expected a report of this version with ${missing}; write one with verify --report json=FILE`,
  );
}

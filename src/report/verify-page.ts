import { describeObserved, observedOutcome } from '../conformance/describe';
import type { ProbeReport, Report, RunVerdict } from '../conformance/report';
import { verdictOf } from '../conformance/report';
import type { ClusterFor } from '../explain/cluster-for';
import { readable } from '../graph/bundle';
import { layOut } from '../graph/layout/lay-out';
import { mapNetwork } from '../graph/map-network';
import { isBlocked } from '../probes/judge';
import { describeExpectation } from '../probes/kinds/kinds';
import { markOf } from '../probes/marks';
import { counted } from '../terms/sentence';
import { describeVantage } from '../terms/vantage';
import { Foretold } from './foretold';
import { named } from './named-addresses';
import { NodeRules } from './node-rules';
import type { PageData, PageDifference, PageProbe } from './page-data';

/**
 * The page of a run.
 *
 * @param network a simulated cluster of the same manifests: of the run itself only its results are left
 */
export function verifyPage(report: Report, network: ClusterFor): PageData {
  const { target, durationsMs, summary, diagnostics, notes = [], comparison } = report;
  const { start, deploy, probe, converge, diagnose } = durationsMs;
  const map = mapNetwork(network, report);
  const foretold = new Foretold(map, diagnostics);
  const rules = new NodeRules(network.cluster);
  const probes = report.probes.map((one) => pageProbe(one, foretold, rules));
  return {
    title: `verify on ${target.name}`,
    verdict: VERDICTS[verdictOf(summary, diagnostics)],
    facts: [
      counted(report.probes.length, 'probe'),
      counted(target.nodes.length, 'node'),
      counted(target.pods, 'Pod'),
      `${((start + deploy + probe + converge + diagnose) / 1000).toFixed(1)} s`,
    ],
    notes,
    probes,
    rules: rules.listed,
    findings: diagnostics,
    drawing: layOut(readable(map)),
    ...(comparison === undefined ? {} : { differences: differencesOf(comparison) }),
  };
}

const VERDICTS: Readonly<Record<RunVerdict, NonNullable<PageData['verdict']>>> = {
  asDeclared: { text: 'as declared', mark: 'passed' },
  notAsDeclared: { text: 'not as declared', mark: 'failed' },
  notProven: { text: 'not proven', mark: 'notRun' },
  nothing: { text: 'nothing proven', mark: 'notRun' },
};

function pageProbe(probe: ProbeReport, foretold: Foretold, rules: NodeRules): PageProbe {
  const { id, subject, object, row, client, from, expect, evidence } = probe;
  const mark = markOf(probe, probe);
  const isOpen = mark === 'failed' || mark === 'notRun' || mark === 'depends';
  const findings = isOpen ? foretold.of(object) : [];
  const decisive = mark === 'failed' ? rules.of(probe) : undefined;
  return {
    id,
    subject,
    ...(object === undefined ? {} : { object }),
    row,
    client,
    from: describeVantage(from),
    mark,
    outcome: observedOutcome(probe.observed),
    expected: named(describeExpectation(expect)),
    ...(isBlocked(expect) ? { isBlocked: true } : {}),
    observed: named(observedText(probe)),
    ...(evidence === undefined || evidence.links.length === 0 ? {} : { links: evidence.links }),
    ...(decisive === undefined ? {} : { rules: decisive }),
    ...(findings.length === 0 ? {} : { findings }),
  };
}

/** What a probe found; of names, the records. */
function observedText(probe: ProbeReport): string {
  const { observed } = probe;
  if (observed?.kind !== 'dns' || observed.records.length === 0) return describeObserved(probe);
  return `records ${[...new Set(observed.records.map(({ data }) => data))].join(', ')}`;
}

function differencesOf({ with: other, differences }: NonNullable<Report['comparison']>): readonly PageDifference[] {
  return differences.map(({ subject, row, client, observed, other: there }) => ({
    subject,
    row,
    client,
    found: [observedOutcome(observed), `${other}: ${observedOutcome(there)}`],
  }));
}

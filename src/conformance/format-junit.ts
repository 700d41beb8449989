import { describeExpectation } from '../probes/kinds/kinds';
import { escapeXml } from '../terms/escape-xml';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import { brokenLink, describeObserved } from './describe';
import type { ProbeReport, Report } from './report';
import { isElsewhere } from './report';

/** JUnit XML: a suite for each Service and Ingress, a case for each probe. What was not run is an error, not a failure. */
export const formatJunit = formatter(({ probes, target }: Report) =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-net verify, target ${escapeXml(target.name)}">`,
    ...[...groupBy(probes, ({ subject }) => subject).values()].flatMap(formatSuite),
    '</testsuites>',
  ].join('\n'),
);

function formatSuite(probes: readonly ProbeReport[]): readonly string[] {
  const count = (result: ProbeReport['result']) => probes.filter((probe) => probe.result === result).length;
  const elsewhere = probes.filter(isElsewhere).length;
  const counts = {
    tests: probes.length,
    failures: count('failed'),
    errors: count('notRun') - elsewhere,
    skipped: count('notSupported') + count('depends') + elsewhere,
  };
  return [
    `  <testsuite name="${escapeXml(probes[0]?.subject ?? '')}" ${attributes(counts)}>`,
    ...probes.map((probe) => `    ${formatCase(probe)}`),
    '  </testsuite>',
  ];
}

function attributes(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
}

function formatCase(probe: ProbeReport): string {
  const head = `<testcase classname="${escapeXml(probe.subject)}" name="${escapeXml(`${probe.client} -> ${probe.row}`)}"`;
  const detail = escapeXml(probe.detail ?? '');
  switch (probe.result) {
    case 'passed':
      return `${head}/>`;
    case 'failed':
      return `${head}><failure message="${detail}">${escapeXml(explain(probe))}</failure></testcase>`;
    case 'notRun':
      return `${head}><${isElsewhere(probe) ? 'skipped' : 'error'} message="${detail}"/></testcase>`;
    case 'depends':
    case 'notSupported':
      return `${head}><skipped message="${detail}"/></testcase>`;
  }
}

function explain(probe: ProbeReport): string {
  const broken = brokenLink(probe);
  return [
    `expected ${describeExpectation(probe.expect)}`,
    `observed ${describeObserved(probe)}`,
    ...(broken === undefined ? [] : [`broken ${broken.link}: ${broken.detail}`]),
  ].join('\n');
}

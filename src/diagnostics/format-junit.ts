import { escapeXml } from '../terms/escape-xml';
import { describeRef } from '../terms/object-ref';
import { formatter } from '../terms/printable';
import type { Diagnostic } from './diagnostic';

/**
 * JUnit XML: one test case for each finding, which has failed when the finding is an error; one that passed when there is
 * none, since readers take a suite without cases for a run that did not happen.
 */
export const formatJunit = formatter((diagnostics: readonly Diagnostic[]) => {
  const failures = diagnostics.filter(({ severity }) => severity === 'error').length;
  const cases =
    diagnostics.length === 0
      ? ['    <testcase classname="cdk8s-net" name="no findings"/>']
      : diagnostics.map(formatCase);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="cdk8s-net check" tests="${cases.length}" failures="${failures}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
});

function formatCase({ rule, object, path, severity, detail, why, fix, position }: Diagnostic): string {
  const name = escapeXml(`${describeRef(object)}${path === '' ? '' : ` ${path}`}`);
  const place = position === undefined ? '' : ` file="${escapeXml(position.source)}" line="${position.line}"`;
  const text = escapeXml(`${detail}\nwhy: ${why}\nfix: ${fix}`);
  const body =
    severity === 'error'
      ? `<failure type="${escapeXml(rule)}" message="${escapeXml(detail)}">${text}</failure>`
      : `<system-out>${severity}: ${text}</system-out>`;
  return `    <testcase classname="${escapeXml(rule)}" name="${name}"${place}>${body}</testcase>`;
}

import { describeRef } from '../terms/object-ref';
import type { Diagnostic, Severity } from './diagnostic';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, for code scanning. */
export function formatSarif(diagnostics: readonly Diagnostic[], toolVersion: string): string {
  const rules = [...new Map(diagnostics.map((diagnostic) => [diagnostic.rule, diagnostic])).values()];
  const indexOf = new Map(rules.map(({ rule }, index) => [rule, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-net',
            semanticVersion: toolVersion,
            rules: rules.map(({ rule, why, fix }) => ({
              id: rule,
              shortDescription: { text: why },
              help: { text: fix },
            })),
          },
        },
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, indexOf.get(diagnostic.rule) ?? -1)),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function resultOf({ rule, severity, object, path, detail, fix, position }: Diagnostic, ruleIndex: number) {
  const logicalLocations = [
    { fullyQualifiedName: `${describeRef(object)}${path === '' ? '' : ` ${path}`}`, kind: 'object' },
  ];
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${path === '' ? '' : `${path}: `}${detail}. Fix: ${fix}` },
    locations: [
      {
        ...(position === undefined
          ? {}
          : {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(position.source.replaceAll('\\', '/')) },
                region: { startLine: position.line, startColumn: position.column },
              },
            }),
        logicalLocations,
      },
    ],
  };
}

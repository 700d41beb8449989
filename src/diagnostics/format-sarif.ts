import { describeRef } from '../terms/object-ref';
import { printableJson, type Printable } from '../terms/printable';
import type { Diagnostic, Severity, SourcePosition } from './diagnostic';
import { uriOf } from './file-uri';
import { whatOf } from './what-of';

/** What a rule says of itself, whatever it was applied to. */
export interface RuleTexts {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

const HOME_PAGE = 'https://www.npmjs.com/package/cdk8s-net';

/** SARIF 2.1.0, for code scanning. `rules` holds at least those of the diagnostics. */
export function formatSarif(
  diagnostics: readonly Diagnostic[],
  rules: readonly RuleTexts[],
  toolVersion: string,
): Printable {
  const pages = new Map(
    diagnostics.map(({ rule, docs }) => [rule, docs === undefined ? {} : { helpUri: pageOf(docs, toolVersion) }]),
  );
  const found = rules.filter(({ id }) => pages.has(id));
  const indexOf = new Map(found.map(({ id }, index) => [id, index]));
  return printableJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-net',
            semanticVersion: toolVersion,
            informationUri: HOME_PAGE,
            rules: found.map((rule) => ({ ...descriptorOf(rule), ...pages.get(rule.id) })),
          },
        },
        results: diagnostics.map((diagnostic) => ({
          ...resultOf(diagnostic),
          ruleIndex: indexOf.get(diagnostic.rule),
        })),
      },
    ],
  });
}

/** A page of the documentation as this version of the package has it. */
function pageOf(docs: string, toolVersion: string): string {
  return `https://unpkg.com/cdk8s-net@${toolVersion}/${docs}`;
}

function descriptorOf({ id, severity, summary, why, fix }: RuleTexts) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: fix },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(diagnostic: Diagnostic) {
  const { rule, severity, object, path, fix, position } = diagnostic;
  const logicalLocations = [
    { fullyQualifiedName: `${describeRef(object)}${path === '' ? '' : ` ${path}`}`, kind: 'object' },
  ];
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: `${whatOf(diagnostic)}. Fix: ${fix}` },
    locations: [{ ...physicalLocation(position), logicalLocations }],
  };
}

function physicalLocation(position: SourcePosition | undefined) {
  if (position === undefined) return {};
  const { source, line, column } = position;
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(source) }, region: { startLine: line, startColumn: column } },
  };
}

import { isObject } from '../terms/json';
import type { JsonSchema } from '../terms/json-schema';
import { groupBy } from '../terms/maps';
import { keyOf } from '../terms/object-ref';
import type { Diagnostic } from './diagnostic';

/** Findings that were there before somebody began to look, as they stand in a file. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly KnownFinding[];
}

/** Findings that nothing tells apart but their place in a file or a list, which moves when something is put before it. */
export interface KnownFinding {
  readonly rule: string;
  /** `Kind/namespace/name`, `Kind/name` of a cluster-scoped object. */
  readonly object: string;
  /** The field, without numbers in its brackets: `spec.ports[].targetPort`. */
  readonly path: string;
  /** The value there, if it is a short text, a number or a truth value. */
  readonly value?: string | number | boolean;
  readonly count: number;
}

/** What a baseline makes of findings. */
export interface Compared {
  /** Those that the baseline does not know. Where there are more of a kind than it knows, all of them: nobody can tell which is new. */
  readonly fresh: readonly Diagnostic[];
  /** How many it knows. */
  readonly known: number;
  /** What it knows, and is not there any more, or not as often. */
  readonly gone: readonly KnownFinding[];
}

/** The findings as a baseline, in an order that does not depend on that of the input. */
export function baselineOf(diagnostics: readonly Diagnostic[]): Baseline {
  const groups = groupBy(diagnostics, (diagnostic) => keyOfFinding(findingOf(diagnostic)));
  const findings = [...groups.values()].map((group) => ({ ...findingOf(group[0] as Diagnostic), count: group.length }));
  return { version: 1, findings: findings.sort((a, b) => (keyOfFinding(a) < keyOfFinding(b) ? -1 : 1)) };
}

/** Tells new findings from those that a baseline knows. */
export function compareWithBaseline(diagnostics: readonly Diagnostic[], { findings }: Baseline): Compared {
  const groups = groupBy(diagnostics, (diagnostic) => keyOfFinding(findingOf(diagnostic)));
  const known = new Map(findings.map((finding) => [keyOfFinding(finding), finding]));
  const isKnown = (key: string) => (groups.get(key)?.length ?? 0) <= (known.get(key)?.count ?? 0);
  const fresh = diagnostics.filter((diagnostic) => !isKnown(keyOfFinding(findingOf(diagnostic))));
  const gone = findings.filter((finding) => (groups.get(keyOfFinding(finding))?.length ?? 0) < finding.count);
  return { fresh, known: diagnostics.length - fresh.length, gone };
}

/** The schema of the file, which the package publishes as `schema/baseline.json`. */
export const BASELINE_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Findings that cdk8s-net check leaves out',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'findings'],
  properties: {
    version: { const: 1, type: 'number', examples: [1] },
    findings: {
      type: 'array',
      examples: [[]],
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'object', 'path', 'count'],
        properties: {
          rule: { description: 'Id of the rule.', type: 'string', examples: ['links/selector-empty'] },
          object: { description: 'Kind/namespace/name.', type: 'string', examples: ['Service/shop/web'] },
          path: { description: 'Field, without numbers in brackets.', type: 'string', examples: ['spec.ports[].port'] },
          value: { description: 'The value there.' },
          count: { description: 'How many there are.', type: 'number', examples: [1] },
        },
      },
    },
  },
};

function findingOf({ rule, object, path, value }: Diagnostic): Omit<KnownFinding, 'count'> {
  const { kind, namespace, name } = object;
  const place = { rule, object: `${kind}/${keyOf(namespace, name)}`, path: path.replaceAll(/\[\d+\]/g, '[]') };
  return isTelling(value) ? { ...place, value } : place;
}

/** Longer texts, and whole objects, are not worth repeating in a file. */
function isTelling(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= MAX_TEXT;
  return value !== undefined && !isObject(value) && ['number', 'boolean'].includes(typeof value);
}

const MAX_TEXT = 80;

function keyOfFinding({ rule, object, path, value }: Omit<KnownFinding, 'count'>): string {
  return JSON.stringify([object, rule, path, value]);
}

import type { Manifest } from '../../src/model/manifest';
import { parseManifests } from '../../src/model/parse-manifests';
import { judgeManifests } from '../../src/rules/check-manifests';
import type { JsonObject } from '../../src/terms/json';
import { isObject, stringOr } from '../../src/terms/json';
import type { Case } from './cases';
import { sentText } from './cases';
import type { ClusterFacts } from './facts';

/** What somebody says of one object. */
export interface Verdict {
  readonly accepted: boolean;
  /** Where fields are named: reason, field and sentence of each fault. */
  readonly causes: readonly Cause[];
  readonly warnings: readonly string[];
  /** For people. */
  readonly said: string;
}

export interface Cause {
  readonly reason: string;
  readonly field: string;
  readonly message: string;
}

/** What `checkManifests` says of each object of a case. */
export function ownVerdicts(sent: Case, facts: ClusterFacts): readonly Verdict[] {
  const { kubernetesVersion, serviceClusterIPRange, serviceNodePortRange, namespace, gatewayBundle } = facts;
  const parsed = sent.map((each) => parse(sentText(each)));
  const manifests = parsed.flatMap((result) => (typeof result === 'string' ? [] : [result]));
  const judged = judgeManifests(manifests, {
    kubernetesVersion,
    serviceClusterIPRange,
    serviceNodePortRange,
    namespace,
    ...(gatewayBundle === undefined ? {} : { gatewayApi: { version: gatewayBundle, channel: 'standard' } }),
  });
  return parsed.map((result) => {
    if (typeof result === 'string') return { accepted: false, causes: [], warnings: [], said: result };
    const own = (judged[manifests.indexOf(result)] ?? []).filter(({ source }) => source === 'apiserver');
    const errors = own.filter(({ severity }) => severity === 'error');
    return {
      accepted: errors.length === 0,
      causes: errors.map(({ kind, path, detail }) => ({ reason: kind, field: path, message: detail })),
      warnings: own.filter(({ severity }) => severity === 'warning').map(({ detail }) => detail),
      said: errors.map(({ rule, path, detail }) => `${rule} ${path}: ${detail}`).join('\n') || 'accepted',
    };
  });
}

/** Instead of a manifest: there is none. */
export const NO_OBJECT = 'no object';

/** The manifest, or why there is none. */
export function parse(text: string): Manifest | string {
  try {
    const [manifest, ...more] = parseManifests(text);
    if (manifest === undefined) return NO_OBJECT;
    return more.length > 0 ? `${more.length + 1} objects` : manifest;
  } catch (error) {
    return (error as Error).message;
  }
}

/** How two verdicts differ; undefined if they do not. */
export type Difference = 'verdict' | 'fields' | 'words' | 'warnings';

/** What the API server says, and what is ours. */
export function differenceOf(server: ServerVerdict, own: Verdict): Difference | undefined {
  if (server.accepted !== own.accepted) return 'verdict';
  if (server.accepted) return same(server.warnings, own.warnings) ? undefined : 'warnings';
  if (server.code === 400) return sameDecoding(server.message, own) ? undefined : 'words';
  if (server.causes.length === 0) return undefined;
  if (!same(server.causes.map(place), own.causes.map(place))) return 'fields';
  return same(server.causes.map(sentence), own.causes.map(sentence)) ? undefined : 'words';
}

/** The answer to a create. */
export interface ServerVerdict extends Verdict {
  readonly code: number;
  readonly message: string;
  /** Of an accepted object: what was stored. */
  readonly stored?: JsonObject;
}

/** Reads an answer of the API server. */
export function serverVerdict(code: number, body: unknown, warnings: readonly string[]): ServerVerdict {
  const answer = isObject(body) ? body : {};
  const message = stringOr(answer.message);
  if (code < 300) return { accepted: true, code, causes: [], warnings, message, said: `${code}`, stored: answer };
  const { causes } = isObject(answer.details) ? answer.details : {};
  return {
    accepted: false,
    code,
    causes: (Array.isArray(causes) ? causes : []).filter(isObject).flatMap((cause) => {
      const field = stringOr(cause.field);
      const reason = stringOr(cause.reason).replace(/^FieldValue/, '');
      // Internal errors name no field; `<nil>` stands where rules were not evaluated for what else is wrong.
      return field === '' || field === '<nil>' ? [] : [{ reason, field, message: stringOr(cause.message) }];
    }),
    warnings,
    message,
    said: `${code} ${message}`,
  };
}

function place({ reason, field }: Cause): string {
  return `${reason} ${field}`;
}

/** What the server makes up, names and node ports, cannot be foretold: five characters each. */
function sentence({ message }: Cause): string {
  return message.replace(/(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\?{5})"/, '"').replace(/\b3\d{4}\b/g, '');
}

/** Strict decoding lists every unknown field; a wrong type is told alone, the first one that is met. */
function sameDecoding(message: string, { causes, said }: Verdict): boolean {
  if (causes.length === 0) return said !== 'accepted';
  // Here the URL says which version is meant, elsewhere the object itself.
  if (causes.some(({ field }) => field === 'apiVersion')) return true;
  const details = causes.map((cause) => cause.message);
  const unknown = details.filter((detail) => detail.startsWith('unknown field'));
  if (unknown.length < details.length) return details.some((detail) => message.includes(detail));
  return same(
    [...message.matchAll(/unknown field "(?:[^"\\]|\\.)*"/g)].map(([text]) => text),
    unknown,
  );
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
}

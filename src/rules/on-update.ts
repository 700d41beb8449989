import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { groupOf, isOwnGroup } from '../model/api-kinds';
import type { JsonObject } from '../terms/json';
import type { ObjectRef } from '../terms/object-ref';
import type { Cursor } from './cursor';
import { diagnosticOf } from './diagnostic-of';
import { leadsTo } from './rule-book';
import type { UpdateRule } from './update-rule';

/** What update rules say of an object that would take the place of another one. */
export function findingsOnUpdate(
  rules: readonly UpdateRule[],
  ref: ObjectRef,
  after: Cursor,
  before: Cursor,
): readonly Diagnostic[] {
  if (!isOwnGroup(groupOf(ref.apiVersion))) return [];
  return rules
    .filter(({ kinds, field }) => kinds.includes(ref.kind) && isAbout(field, after, before))
    .flatMap((rule) => Array.from(rule.check(after, before), (finding) => diagnosticOf(rule, ref, finding)));
}

function isAbout(field: string | undefined, ...sides: readonly Cursor[]): boolean {
  return field === undefined || sides.some((side) => leadsTo(side.value, field.split('.')));
}

/** What is asked of new objects alone. */
const CREATE_ONLY: ReadonlySet<string> = new Set(['ingress/class-annotation']);

/** Whether what is wrong with an object counts when it takes the place of another one. */
export function countsOnUpdate({ rule, path, object }: Diagnostic, after: JsonObject, before: JsonObject): boolean {
  if (CREATE_ONLY.has(rule)) return false;
  // Endpoints that nobody changed are not looked at again.
  const isKept = object.kind === 'EndpointSlice' && path.startsWith('endpoints');
  return !isKept || !isDeepStrictEqual(after.endpoints, before.endpoints);
}

import type { JsonObject } from '../../../terms/json';
import { isObject, stringOr } from '../../../terms/json';
import type { Faultless } from './faultless';
import { repeatedItems } from './list-keys';
import type { RuleMemories } from './rules';
import { brokenRules } from './rules';
import type { Structural } from './structural';
import { validate } from './validate';
import type { Violation } from './violation';

/** What the API server has against a custom resource, by the part of its definition that says so. */
export interface Verdict {
  readonly schema: readonly Violation[];
  readonly listKeys: readonly Violation[];
  readonly rules: readonly Violation[];
}

/** Judges a custom resource with its defaults, as `kubectl create` has it judged. */
export function judge(
  object: JsonObject,
  definition: Structural,
  minor: number,
  { schema: goodBySchema, rules: goodByRules }: Partial<Memories> = {},
): Verdict {
  const violations = validate(object, definition, minor, goodBySchema);
  const listKeys = [...repeatedItems(object, definition)];
  const placed = violations.filter(({ isUnplaced }) => isUnplaced !== true);
  const schema = placed.length === 0 ? violations : placed;
  const isBlocked = isNameless(object) || violations.some(({ kind }) => BLOCKING.has(kind));
  const rules = isBlocked ? [] : brokenRules(object, definition, minor, goodByRules);
  return { schema, listKeys, rules };
}

/** What one judge remembers from object to object. */
export interface Memories {
  readonly schema: Faultless;
  readonly rules: RuleMemories;
}

/** What metadata lacks is said by a rule of its own; it counts here as well. */
function isNameless({ metadata }: JsonObject): boolean {
  const { name, generateName } = isObject(metadata) ? metadata : {};
  return stringOr(name) === '' && stringOr(generateName) === '';
}

/** After these, rules are not evaluated. */
const BLOCKING: ReadonlySet<string> = new Set(['NotSupported', 'Required', 'TooLong', 'TooMany', 'TypeInvalid']);

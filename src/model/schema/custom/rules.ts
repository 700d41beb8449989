import { OutOfBudget } from '../../../cel/frame';
import type { Program } from '../../../cel/program';
import { programOf } from '../../../cel/program';
import { CelSyntaxError } from '../../../cel/syntax';
import type { Value } from '../../../cel/values';
import { CelError } from '../../../cel/values';
import { isObject } from '../../../terms/json';
import { viewOf } from '../../view';
import { celValue, withTypeAndMeta } from './cel-value';
import type { Faultless } from './faultless';
import { isFloat } from './numbers';
import type { Readings, Satisfied } from './satisfied';
import type { Structural, ValidationRule } from './structural';
import { propertyOf, valuesOf } from './structural';
import type { Violation } from './violation';
import { shown } from './violation';

/**
 * What the rules of a schema (`x-kubernetes-validations`) say of an object that is created. Transition rules, which compare
 * with what was there before, are left out, as by the API server.
 */
export function brokenRules(
  object: unknown,
  schema: Structural,
  minor: number,
  memories?: RuleMemories,
): readonly Violation[] {
  const walk = new Walk(minor, memories);
  walk.value(object, schema, '', true, false);
  return walk.violations;
}

/** What is remembered from object to object. */
export interface RuleMemories {
  readonly faultless: Faultless;
  readonly satisfied: Satisfied;
}

/** What the rules of one object may cost together (`celconfig.RuntimeCELCostBudget`). */
const OBJECT_BUDGET = 10_000_000;

const TOO_MUCH = 'validation failed due to running out of cost budget, no further validation rules will be run';
/** What is left where one rule alone costs too much: the rule is what is said then. */
const SPENT = -Infinity;

class Walk {
  readonly violations: Violation[] = [];
  private readonly budget = { left: OBJECT_BUDGET };

  constructor(
    private readonly minor: number,
    private readonly memories: RuleMemories | undefined,
  ) {}

  value(value: unknown, schema: Structural, path: string, isResource: boolean, float: boolean): void {
    if (value === null || value === undefined || this.budget.left < 0 || !hasRules(schema)) return;
    if (this.memories === undefined || typeof value !== 'object') {
      return this.look(value, schema, path, isResource, float);
    }
    this.memories.faultless.unlessKnown(value, schema, () => {
      const before = this.violations.length;
      this.look(value, schema, path, isResource, float);
      return this.violations.length === before;
    });
  }

  private look(value: unknown, schema: Structural, path: string, isResource: boolean, float: boolean): void {
    const rules = schema['x-kubernetes-validations'] ?? [];
    if (rules.length > 0) this.ownRules(rules, value, schema, path, isResource, float);
    for (const part of schema.allOf ?? []) this.value(value, { ...schema, ...part }, path, false, float);
    if (Array.isArray(value)) this.items(value, schema, path);
    else if (isObject(value)) this.fields(value, schema, path);
  }

  private items(list: readonly unknown[], { items }: Structural, path: string): void {
    if (items === undefined) return;
    const isResource = items['x-kubernetes-embedded-resource'] === true;
    for (const [index, item] of list.entries()) {
      const float = typeof item === 'number' && isFloat(list, index, item);
      this.value(item, items, `${path}[${index}]`, isResource, float);
    }
  }

  private fields(object: Readonly<Record<string, unknown>>, schema: Structural, path: string): void {
    const values = valuesOf(schema);
    for (const name of Object.keys(object)) {
      const value = object[name];
      const float = typeof value === 'number' && isFloat(object, name, value);
      const property = propertyOf(schema, name);
      const isResource = (property ?? values)?.['x-kubernetes-embedded-resource'] === true;
      if (property !== undefined)
        this.value(value, property, path === '' ? name : `${path}.${name}`, isResource, float);
      if (values !== undefined) this.value(value, values, `${path}[${name}]`, isResource, float);
    }
  }

  private ownRules(
    rules: readonly ValidationRule[],
    value: unknown,
    schema: Structural,
    path: string,
    isResource: boolean,
    float: boolean,
  ): void {
    const self = (readings?: Readings) =>
      celValue(value, isResource ? withTypeAndMeta(schema) : schema, float, readings);
    if (this.memories === undefined || isResource) return this.rules(rules, self, value, schema, path);
    this.memories.satisfied.unlessKnown(value, schema, (readings) => {
      const before = this.violations.length;
      this.rules(rules, () => self(readings), value, schema, path);
      return this.violations.length === before;
    });
  }

  private rules(
    rules: readonly ValidationRule[],
    self: () => Value,
    value: unknown,
    schema: Structural,
    path: string,
  ): void {
    const type = schema.type ?? '';
    // Errors of the value itself are those of each rule that reads it.
    let known: Value | undefined;
    for (const rule of rules) {
      const program = programs(rule).rule;
      if (program === undefined || program.uses('oldSelf')) continue;
      try {
        known ??= self();
        if (program.evaluateFor(this.budget, known) !== true) {
          const detail = messageOf(rule, known);
          const place = `${path}${rule.fieldPath ?? ''}`.replace(/^\./, '');
          this.violations.push(violation(rule, place, this.said(value, type), detail));
        }
      } catch (error) {
        this.violations.push(violation({ rule: '' }, path, shown(type), failure(error, rule)));
        if (error instanceof OutOfBudget) this.budget.left = SPENT;
      }
      if (this.budget.left >= 0) continue;
      if (this.budget.left > SPENT) this.violations.push(violation({ rule: '' }, path, shown(type), TOO_MUCH));
      return;
    }
  }

  /** Up to 1.34 the type of the value; then the value itself, unless it has parts. */
  private said(value: unknown, type: string): string | undefined {
    if (this.minor < 35) return shown(type);
    return type === 'object' || type === 'array' ? undefined : shown(value);
  }
}

/** Whether rules are somewhere in a schema. */
const hasRules: (schema: Structural) => boolean = viewOf((schema: Structural): boolean => {
  if ((schema['x-kubernetes-validations'] ?? []).length > 0) return true;
  const { items, properties = {}, allOf = [] } = schema;
  const parts = [items, valuesOf(schema), ...allOf, ...Object.values(properties)];
  return parts.some((part) => part !== undefined && hasRules(part));
});

interface Programs {
  /** Undefined for an expression that cannot be read: the API server refuses such a definition. */
  readonly rule: Program | undefined;
  readonly message: Program | undefined;
}

const programs = viewOf(({ rule, messageExpression }: ValidationRule): Programs => ({
  rule: programIn(rule),
  message: messageExpression === undefined ? undefined : programIn(messageExpression),
}));

function programIn(source: string): Program | undefined {
  const read = readProgram(source);
  return read instanceof CelSyntaxError ? undefined : read;
}

/** The program of an expression, or why it cannot be read. */
function readProgram(source: string): Program | CelSyntaxError {
  try {
    return programOf(source, ['self', 'oldSelf']);
  } catch (error) {
    if (error instanceof CelSyntaxError) return error;
    throw error;
  }
}

/** A rule that is not evaluated, as its expression cannot be read. */
export interface UnreadRule {
  /** The field whose schema has it: `spec.ports[*]`. */
  readonly path: string;
  readonly rule: string;
  readonly why: string;
}

/** The rules of a schema that cannot be read. */
export const unreadRules: (schema: Structural) => readonly UnreadRule[] = viewOf((schema: Structural) =>
  unreadUnder(schema, ''),
);

function unreadUnder(schema: Structural, path: string): readonly UnreadRule[] {
  if (!hasRules(schema)) return [];
  const { items, properties = {} } = schema;
  const values = valuesOf(schema);
  return [
    ...(schema['x-kubernetes-validations'] ?? []).flatMap(({ rule }) => {
      const read = readProgram(rule);
      return read instanceof CelSyntaxError ? [{ path, rule, why: read.message }] : [];
    }),
    ...(items === undefined ? [] : unreadUnder(items, `${path}[*]`)),
    ...(values === undefined ? [] : unreadUnder(values, `${path}[*]`)),
    ...Object.entries(properties).flatMap(([name, each]) => unreadUnder(each, path === '' ? name : `${path}.${name}`)),
  ];
}

const MAX_MESSAGE_BYTES = 5 * 1024;

function messageOf(rule: ValidationRule, self: Value): string {
  const { message } = programs(rule);
  if (message !== undefined) {
    try {
      const text = message.evaluate(self);
      const trimmed = typeof text === 'string' ? text.trim() : '';
      const fits = trimmed !== '' && Buffer.byteLength(trimmed) <= MAX_MESSAGE_BYTES && !trimmed.includes('\n');
      if (fits) return trimmed;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
    }
  }
  return (rule.message ?? '') === '' ? `failed rule: ${called(rule)}` : called(rule);
}

/** What stands for a rule in sentences. */
function called({ message = '', rule }: ValidationRule): string {
  return (message === '' ? rule : message).trim();
}

function failure(error: unknown, rule: ValidationRule): string {
  if (error instanceof OutOfBudget) {
    return `'${error.message}': no further validation rules will be run due to call cost exceeds limit for rule: ${called(rule)}`;
  }
  if (!(error instanceof CelError)) throw error;
  if (!error.message.startsWith('no such overload')) return `${error.message} evaluating rule: ${called(rule)}`;
  return `'${error.message}': call arguments did not match a supported operator, function or macro signature for rule: ${called(rule)}`;
}

/** @param said what the API server says of the value, if anything */
function violation({ reason }: ValidationRule, path: string, said: string | undefined, detail: string): Violation {
  const given = said === undefined ? '' : `: ${said}`;
  switch (reason) {
    case 'FieldValueForbidden':
      return { kind: 'Forbidden', path, detail: `Forbidden: ${detail}` };
    case 'FieldValueRequired':
      return { kind: 'Required', path, detail: `Required value: ${detail}` };
    case 'FieldValueDuplicate':
      return { kind: 'Duplicate', path, detail: `Duplicate value${given}` };
    case undefined:
    default:
      return { kind: 'Invalid', path, detail: `Invalid value${given}: ${detail}` };
  }
}

import { ownOf } from '../terms/maps';
import { BINARY, negate } from './arithmetic';
import { costOf, costOfOperator } from './costs';
import { comparisons } from './equality';
import type { Evaluate, Frame } from './frame';
import { spend, TRAVERSAL } from './frame';
import { FUNCTIONS, METHODS } from './functions';
import { macroOf } from './macros';
import type { Scope } from './scope';
import { celNameOf, TYPES } from './scope';
import type { Expression } from './syntax';
import { CelSyntaxError } from './syntax';
import type { Value } from './values';
import { CelError, isList, isMap, isStruct, lookUp, noSuchOverload, numberOf, Optional, TypeName } from './values';

/** Makes a function of an expression. @throws CelSyntaxError for names that nothing has */
export function compile(expression: Expression, scope: Scope): Evaluate {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'identifier':
      return variable(expression.name, scope) ?? typeName(expression.name);
    case 'select':
      return compileSelect(expression, scope);
    case 'index':
      return compileIndex(expression, scope);
    case 'call':
      return macroOf(expression, scope, compile) ?? compileCall(expression, scope);
    case 'operator':
      return compileOperator(expression, scope);
    case 'list':
      return compileList(expression, scope);
    case 'map':
      return compileMap(expression, scope);
  }
}

type Of<Kind> = Extract<Expression, { readonly kind: Kind }>;

function variable(name: string, scope: Scope): Evaluate | undefined {
  const slot = scope.slotOf(name);
  return slot === undefined ? undefined : ({ values }) => values[slot] ?? null;
}

function typeName(name: string): Evaluate {
  if (!TYPES.has(name)) throw new CelSyntaxError(`undeclared reference to '${name}'`);
  const type = new TypeName(name);
  return () => type;
}

function compileSelect(expression: Of<'select'>, scope: Scope): Evaluate {
  const { field, optional } = expression;
  const dotted = celNameOf(expression, scope);
  if (dotted !== undefined && TYPES.has(dotted)) return typeName(dotted);
  const of = compile(expression.of, scope);
  if (optional) return (frame) => optionalMember(of(frame), field);
  return (frame) => select(of(frame), field);
}

/** @throws CelError where the field is not set */
function select(of: Value, field: string): Value {
  if (of instanceof Optional) return optionalMember(of, field);
  const value = memberOf(of, field);
  if (value === undefined) throw new CelError(`no such key: ${field}`);
  return value;
}

/** The field of an object, or the value of a map under a key; undefined if there is none. */
export function memberOf(of: Value, field: string): Value | undefined {
  if (isStruct(of)) return of.get(field);
  if (isMap(of)) return of.get(field);
  throw noSuchOverload();
}

function optionalMember(of: Value, field: string): Optional {
  const value = of instanceof Optional ? of.value : of;
  const member = value === undefined ? undefined : memberOf(value, field);
  return member === undefined ? Optional.NONE : new Optional(member);
}

function compileIndex({ of, key, optional }: Of<'index'>, scope: Scope): Evaluate {
  const [container, index] = [compile(of, scope), compile(key, scope)];
  return (frame) => {
    const value = container(frame);
    if (!optional && !(value instanceof Optional)) return itemOf(value, index(frame));
    const inner = value instanceof Optional ? value.value : value;
    const item = inner === undefined ? undefined : findItem(inner, index(frame));
    return item === undefined ? Optional.NONE : new Optional(item);
  };
}

function itemOf(container: Value, key: Value): Value {
  const item = findItem(container, key);
  if (item !== undefined) return item;
  const shown = typeof key === 'string' ? key : String(numberOf(key) ?? '');
  throw new CelError(isList(container) ? `index out of bounds: ${shown}` : `no such key: ${shown}`);
}

function findItem(container: Value, key: Value): Value | undefined {
  if (isMap(container)) return lookUp(container, key);
  if (isStruct(container) && typeof key === 'string') return container.get(key);
  const index = numberOf(key);
  if (!isList(container) || index === undefined || !Number.isInteger(Number(index))) throw noSuchOverload();
  return container[Number(index)];
}

function compileCall({ name, target, args }: Of<'call'>, scope: Scope): Evaluate {
  const values = args.map((arg) => compile(arg, scope));
  const namespace = target === undefined ? undefined : celNameOf(target, scope);
  const qualified = namespace === undefined ? name : `${namespace}.${name}`;
  const call = target === undefined || namespace !== undefined ? ownOf(FUNCTIONS, qualified) : undefined;
  if (call !== undefined) return charged(qualified, values, call);
  const method = ownOf(METHODS, name);
  if (target === undefined || method === undefined) throw new CelSyntaxError(`undeclared reference to '${qualified}'`);
  const of = compile(target, scope);
  return charged(name, [of, ...values], method);
}

function charged(name: string, args: readonly Evaluate[], call: (...args: Value[]) => Value): Evaluate {
  return (frame) => {
    const values = args.map((arg) => arg(frame));
    spend(frame, costOf(name, values));
    return call(...values);
  };
}

function compileOperator({ operator, operands }: Of<'operator'>, scope: Scope): Evaluate {
  const [first = none, second = none, third = none] = operands.map((operand) => compile(operand, scope));
  const binary = BINARY[operator];
  if (operator === '||') return either(first, second, true);
  if (operator === '&&') return either(first, second, false);
  if (operator === '?:') return (frame) => (isTrue(first(frame)) ? second(frame) : third(frame));
  if (operator === '!') return (frame) => !isTrue(first(frame));
  if (binary !== undefined && operands.length === 2) {
    return (frame) => {
      const [a, b] = [first(frame), second(frame)];
      spend(frame, costOfOperator(operator, a, b));
      const before = comparisons();
      const value = binary(a, b);
      spend(frame, (comparisons() - before) * TRAVERSAL);
      return value;
    };
  }
  return (frame) => negate(first(frame));
}

function none(): never {
  throw noSuchOverload();
}

function isTrue(value: Value): boolean {
  if (typeof value !== 'boolean') throw noSuchOverload();
  return value;
}

/** `||` and `&&`: one side that decides makes up for what is wrong with the other. */
function either(left: Evaluate, right: Evaluate, decisive: boolean): Evaluate {
  return (frame) => {
    const first = attempt(left, frame);
    if (first === decisive) return decisive;
    const second = attempt(right, frame);
    if (second === decisive) return decisive;
    if (first instanceof CelError) throw first;
    if (second instanceof CelError) throw second;
    return !decisive;
  };
}

function attempt(evaluate: Evaluate, frame: Frame): boolean | CelError {
  try {
    return isTrue(evaluate(frame));
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
}

function compileList({ items }: Of<'list'>, scope: Scope): Evaluate {
  const values = items.map(({ value, optional }) => ({ value: compile(value, scope), optional }));
  return (frame) => values.flatMap(({ value, optional }) => (optional ? [...present(value(frame))] : [value(frame)]));
}

function compileMap({ entries }: Of<'map'>, scope: Scope): Evaluate {
  const pairs = entries.map(({ key, value, optional }) => ({
    key: compile(key, scope),
    value: compile(value, scope),
    optional,
  }));
  return (frame) => {
    const map = new Map<Value, Value>();
    for (const { key, value, optional } of pairs) {
      const name = key(frame);
      if (lookUp(map, name) !== undefined)
        throw new CelError(`Failed with repeated key: ${String(numberOf(name) ?? '')}`);
      for (const each of optional ? present(value(frame)) : [value(frame)]) map.set(name, each);
    }
    return map;
  };
}

function present(value: Value): readonly Value[] {
  if (!(value instanceof Optional)) throw noSuchOverload();
  return value.value === undefined ? [] : [value.value];
}

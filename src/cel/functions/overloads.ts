import type { Value } from '../values';
import { noSuchOverload } from '../values';

export type Functions = Readonly<Record<string, (...args: Value[]) => Value>>;

/** What it answers is undefined where the target is of another type than those of the method. */
export type Method = (of: Value, ...args: Value[]) => Value | undefined;
export type Methods = Readonly<Record<string, Method>>;

/** @throws CelError where no type has such a method */
export function answered(value: Value | undefined): Value {
  if (value === undefined) throw noSuchOverload();
  return value;
}

export function text(value: Value | undefined): string {
  if (typeof value !== 'string') throw noSuchOverload();
  return value;
}

export function integer(value: Value | undefined): number {
  if (typeof value !== 'bigint') throw noSuchOverload();
  return Number(value);
}

/** A method of texts. */
export function ofText(method: (of: string, ...args: Value[]) => Value): Method {
  return (of, ...args) => (typeof of === 'string' ? method(of, ...args) : undefined);
}

/** A method of values of one class. */
export function ofClass<Class extends object>(
  type: abstract new (...args: never[]) => Class,
  method: (of: Class, ...args: Value[]) => Value,
): Method {
  return (of, ...args) => (of instanceof type ? method(of, ...args) : undefined);
}

import { Unsigned } from '../syntax';
import type { Value } from '../values';
import { CelError, isList, isMap, isStruct, Optional } from '../values';
import type { Functions, Methods } from './overloads';
import { ofClass } from './overloads';

export const OPTIONAL_FUNCTIONS: Functions = {
  'optional.of': (value) => new Optional(value ?? null),
  'optional.none': () => Optional.NONE,
  'optional.ofNonZeroValue': (value) => (isZero(value ?? null) ? Optional.NONE : new Optional(value)),
};

export const OPTIONAL_METHODS: Methods = {
  hasValue: ofClass(Optional, ({ value }) => value !== undefined),
  orValue: ofClass(Optional, ({ value }, other) => value ?? other ?? null),
  or: ofClass(Optional, (of, other) => (of.value === undefined ? (other ?? null) : of)),
  value: ofClass(Optional, ({ value }) => {
    if (value === undefined) throw new CelError('optional.none() dereference');
    return value;
  }),
};

function isZero(value: Value): boolean {
  if (value instanceof Unsigned) return value.value === 0n;
  if (isList(value) || value instanceof Uint8Array) return value.length === 0;
  if (isMap(value)) return value.size === 0;
  if (isStruct(value)) return value.fields().length === 0;
  return value === null || value === false || value === '' || value === 0 || value === 0n;
}

import { noteNumberLiteral, numberLiteral } from '../../../yaml/number-literals';

/** Whether the API server reads a number as a float: it has a fraction, was written with one, or is too large for an integer. */
export function isFloat(holder: object, key: number | string, value: number): boolean {
  const literal = numberLiteral(holder, key);
  if (literal === undefined) return !Number.isInteger(value) || Math.abs(value) > 2 ** 63;
  return /[.eE]/.test(literal) || BigInt.asIntN(64, BigInt(literal)) !== BigInt(literal);
}

/** Keeps for a copy how its number was written, if that makes a difference; says whether it does. */
export function carryLiteral(from: object, to: object, key: number | string): boolean {
  const literal = numberLiteral(from, key);
  if (literal === undefined) return false;
  noteNumberLiteral(to, key, literal);
  return true;
}

import { Marks } from './marks';

const LITERALS = new Marks<string>();
let areNoted = false;

/**
 * How JSON text wrote a number, where JavaScript does not see all of it: with a fraction or an exponent, `80.0` or
 * `8e1`, from which the API server reads no integer, or with many digits. Undefined for all other numbers; those of
 * YAML text never have one, for the API server writes them anew before it reads them.
 */
export function numberLiteral(holder: object, key: number | string): string | undefined {
  return LITERALS.get(holder, key);
}

/** Remembers how a number was written, if that makes a difference. */
export function noteNumberLiteral(holder: object, key: number | string, literal: string): void {
  if (!/[.eE]|\d{16}/.test(literal)) return;
  LITERALS.set(holder, key, literal);
  areNoted = true;
}

/** Whether any number has a literal of its own, so that equal numbers need not be the same to the API server. */
export function areLiteralsNoted(): boolean {
  return areNoted;
}

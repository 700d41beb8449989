import { Marks } from './marks';

const LITERALS = new Marks<string>();

/**
 * How JSON text wrote a number, where it did so with a fraction or an exponent: `80.0`, `8e1`. The API server reads no
 * integer from these, although JavaScript sees none of the difference. Undefined for all other numbers; those of YAML
 * text never have one, for the API server writes them anew before it reads them.
 */
export function numberLiteral(holder: object, key: number | string): string | undefined {
  return LITERALS.get(holder, key);
}

/** Remembers how a number was written, if that makes a difference. */
export function noteNumberLiteral(holder: object, key: number | string, literal: string): void {
  if (/[.eE]/.test(literal)) LITERALS.set(holder, key, literal);
}

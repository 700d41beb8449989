import { affordable } from '../frame';
import { Unsigned } from '../syntax';
import type { Value } from '../values';
import { CelError, Duration, isList, isMap, numberOf, Timestamp } from '../values';
import { formatDuration } from './durations';
import { formatTimestamp } from './times';

const VERB = /%(?:%|(\.\d+)?([sdfexXob]))?/g;

/** `'%d of %s'.format([1, 'two'])`. */
export function formatText(template: string, args: readonly Value[]): string {
  let next = 0;
  return template.replace(VERB, (verb, precision: string | undefined, kind: string | undefined) => {
    if (verb === '%%') return '%';
    if (kind === undefined) throw new CelError('could not parse formatting clause');
    const index = next++;
    const value = args[index];
    if (value === undefined) throw new CelError(`index ${index} out of range`);
    return formatted(kind, value, precision === undefined ? 6 : Number(precision.slice(1)));
  });
}

function formatted(kind: string, value: Value, precision: number): string {
  if (kind === 's') return shown(value);
  if (typeof value === 'string' && (kind === 'x' || kind === 'X'))
    return cased(kind, Buffer.from(value).toString('hex'));
  const number = typeof value === 'boolean' && kind === 'b' ? BigInt(value) : numberOf(value);
  if (number === undefined) throw new CelError(`${kind} clause can only be used on numbers`);
  if (kind === 'd') return String(number);
  if (kind === 'f') return Number(number).toFixed(Math.min(precision, MAX_DIGITS)) + zeros(precision);
  if (kind === 'e')
    return Number(number)
      .toExponential(Math.min(precision, MAX_DIGITS))
      .replace('e', `${zeros(precision)}e`)
      .replace(/e([+-])(\d)$/, 'e$10$2');
  const radix = kind === 'b' ? 2 : kind === 'o' ? 8 : 16;
  return cased(kind, number.toString(radix));
}

/** JavaScript prints so many digits behind the point; all that follow are zeros but for the smallest of numbers. */
const MAX_DIGITS = 100;

function zeros(precision: number): string {
  return '0'.repeat(affordable(Math.max(0, precision - MAX_DIGITS)));
}

function cased(kind: string, text: string): string {
  return kind === 'X' ? text.toUpperCase() : text;
}

function shown(value: Value): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (value instanceof Unsigned) return String(value.value);
  if (value instanceof Duration) return formatDuration(value);
  if (value instanceof Timestamp) return formatTimestamp(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (isList(value)) return `[${value.map(shown).join(', ')}]`;
  if (isMap(value)) {
    const entries = [...value].map(([key, item]) => `${shown(key)}: ${shown(item)}`);
    return `{${entries.sort().join(', ')}}`;
  }
  throw new CelError(
    'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
  );
}

import { trimEnd } from '../../terms/trim-end';
import type { Value } from '../values';
import { Duration, noConversion, noSuchOverload } from '../values';

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;

/** Reads a duration as Go's time.ParseDuration does: `1h30m`, `-1.5s`. @throws CelError */
export function parseDuration(given: Value): Duration {
  if (typeof given !== 'string') throw noSuchOverload();
  const nanoseconds = nanosecondsOf(given);
  if (nanoseconds === undefined) throw noConversion('google.protobuf.Duration');
  return new Duration(nanoseconds);
}

/** Undefined for a text that is not a duration. */
export function nanosecondsOf(text: string): bigint | undefined {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const body = text.slice(sign.length);
  if (body === '0') return 0n;
  if (body === '') return undefined;
  let sum = 0n;
  for (let at = 0; at < body.length;) {
    PART.lastIndex = at;
    const [part, whole = '', fraction = '', unit = ''] = PART.exec(body) ?? [];
    const size = UNITS[unit];
    if (part === undefined || size === undefined || whole + fraction === '') return undefined;
    sum += BigInt(whole === '' ? 0 : whole) * size + (BigInt(`0${fraction}`) * size) / 10n ** BigInt(fraction.length);
    at += part.length;
  }
  const signed = sign === '-' ? -sum : sum;
  return BigInt.asIntN(64, signed) === signed ? signed : undefined;
}

/** As CEL prints it: seconds, with as many digits as it takes. */
export function formatDuration({ nanoseconds }: Duration): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const fraction = trimEnd(String(size % 1_000_000_000n).padStart(9, '0'), '0');
  const seconds = `${nanoseconds < 0n ? '-' : ''}${size / 1_000_000_000n}`;
  return `${seconds}${fraction === '' ? '' : `.${fraction}`}s`;
}

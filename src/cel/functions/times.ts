import { trimEnd } from '../../terms/trim-end';
import { timestamp } from '../arithmetic';
import { Duration, noConversion, noSuchOverload, Timestamp } from '../values';
import type { Value } from '../values';
import type { Methods } from './overloads';

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** @throws CelError for a text that is not a date and time of RFC 3339 */
export function parseTimestamp(text: string): Timestamp {
  const match = RFC3339.exec(text);
  if (match === null) throw noConversion('google.protobuf.Timestamp');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!isReal) throw noConversion('google.protobuf.Timestamp');
  const [fraction = '', sign = '+', hours = '0', minutes = '0'] = match.slice(7) as (string | undefined)[];
  const offset = BigInt(Number(hours) * 60 + Number(minutes)) * 60_000_000_000n;
  const local = BigInt(date.getTime()) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  return timestamp(sign === '-' ? local + offset : local - offset);
}

export function formatTimestamp({ nanoseconds }: Timestamp): string {
  const fraction = String(((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n).padStart(9, '0');
  const seconds = dateOf(nanoseconds).toISOString().slice(0, 19);
  const shown = trimEnd(fraction, '0');
  return `${seconds}${shown === '' ? '' : `.${shown}`}Z`;
}

function dateOf(nanoseconds: bigint): Date {
  return new Date(Number((nanoseconds - (((nanoseconds % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n));
}

/** Of timestamps, all in UTC unless a fixed offset is given; of durations, as a whole. */
export const TIME_METHODS: Methods = {
  getFullYear: (of, zone) => part(of, zone, (date) => date.getUTCFullYear()),
  getMonth: (of, zone) => part(of, zone, (date) => date.getUTCMonth()),
  getDate: (of, zone) => part(of, zone, (date) => date.getUTCDate()),
  getDayOfMonth: (of, zone) => part(of, zone, (date) => date.getUTCDate() - 1),
  getDayOfWeek: (of, zone) => part(of, zone, (date) => date.getUTCDay()),
  getDayOfYear: (of, zone) => part(of, zone, dayOfYear),
  getHours: (of, zone) => whole(of, 3_600_000_000_000n) ?? part(of, zone, (date) => date.getUTCHours()),
  getMinutes: (of, zone) => whole(of, 60_000_000_000n) ?? part(of, zone, (date) => date.getUTCMinutes()),
  getSeconds: (of, zone) => whole(of, 1_000_000_000n) ?? part(of, zone, (date) => date.getUTCSeconds()),
  getMilliseconds: (of, zone) => milliseconds(of) ?? part(of, zone, (date) => date.getUTCMilliseconds()),
};

function part(of: Value, zone: Value | undefined, read: (date: Date) => number): bigint | undefined {
  if (!(of instanceof Timestamp)) return undefined;
  return BigInt(read(dateOf(of.nanoseconds + offsetOf(zone))));
}

function whole(of: Value, unit: bigint): bigint | undefined {
  return of instanceof Duration ? of.nanoseconds / unit : undefined;
}

/** Of a duration, what is left of the last second. */
function milliseconds(of: Value): bigint | undefined {
  return of instanceof Duration ? (of.nanoseconds / 1_000_000n) % 1_000n : undefined;
}

function offsetOf(zone: Value | undefined): bigint {
  if (zone === undefined || zone === 'UTC') return 0n;
  const [, sign, hours = '0', minutes = '0'] = (typeof zone === 'string' && /^([+-]?)(\d\d):(\d\d)$/.exec(zone)) || [];
  if (sign === undefined) throw noSuchOverload();
  const offset = BigInt(Number(hours) * 60 + Number(minutes)) * 60_000_000_000n;
  return sign === '-' ? -offset : offset;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
}

import { nanosecondsOf } from '../../../cel/functions/durations';
import { parseCidr } from '../../../terms/cidr';
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../terms/dns-name';
import { parseIP } from '../../../terms/ip';
import { ownOf } from '../../../terms/maps';
import { rfc3339Error } from '../../../terms/rfc3339';

/**
 * Whether a text has a format of `k8s.io/kube-openapi/pkg/validation/strfmt`; undefined for formats that the API server
 * does not look at.
 */
export function isFormat(format: string, text: string, minor: number): boolean | undefined {
  // Hyphens do not count: date-time is datetime.
  const name = format.replaceAll('-', '');
  const check = ownOf(FORMATS, name) ?? (minor >= 34 ? ownOf(SINCE_34, name) : undefined);
  return check?.(text);
}

type Check = (text: string) => boolean;

const uuid =
  (pattern: RegExp): Check =>
  (text) =>
    pattern.test(text.replaceAll('-', '')) && /^[^-]{8}-?[^-]{4}-?[^-]{4}-?[^-]{4}-?[^-]{12}$/.test(text);

const FORMATS: Readonly<Record<string, Check>> = {
  bsonobjectid: (text) => /^[0-9a-fA-F]{24}$/.test(text),
  byte: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text),
  cidr: (text) => parseCidr(withoutZeros(text)) !== undefined,
  creditcard: isCreditCard,
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && rfc3339Error(`${text}T00:00:00Z`) === undefined,
  datetime: isDateTime,
  duration: isDuration,
  email: (text) => /^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\]+$/.test(text),
  hexcolor: (text) => /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  hostname: isHostname,
  ipv4: (text) => text.includes('.') && parseIP(withoutZeros(text)) !== undefined,
  ipv6: (text) => text.includes(':') && parseIP(text) !== undefined,
  isbn: (text) => isISBN10(text) || isISBN13(text),
  isbn10: isISBN10,
  isbn13: isISBN13,
  mac: (text) => MAC.test(text),
  password: () => true,
  rgbcolor: (text) => RGB.test(text) && [...text.matchAll(/\d+/g)].every(([number]) => Number(number) <= 255),
  ssn: (text) => /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  uri: isURI,
  uuid: uuid(/^[0-9a-f]{32}$/i),
  uuid3: uuid(/^[0-9a-f]{12}3[0-9a-f]{19}$/i),
  uuid4: uuid(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/i),
  uuid5: uuid(/^[0-9a-f]{12}5[0-9a-f]{3}[89ab][0-9a-f]{15}$/i),
};

const SINCE_34: Readonly<Record<string, Check>> = {
  k8sshortname: (text) => dnsLabelErrors(text).length === 0,
  k8slongname: (text) => dnsSubdomainErrors(text).length === 0,
};

/** IPv4 addresses may have leading zeros here. */
function withoutZeros(text: string): string {
  return text.includes(':') ? text : text.replace(/(^|\.)0+(?=\d)/g, '$1');
}

const MAC =
  /^(?:[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4}){2}|[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){7}|[0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){7}|[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4}){3})$/;
const RGB = /^rgb\( *\d{1,3} *, *\d{1,3} *, *\d{1,3} *\)$/;

function isDateTime(text: string): boolean {
  return rfc3339Error(text.replace(' ', 'T').toUpperCase()) === undefined || isLocalDateTime(text);
}

function isLocalDateTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?$/.test(text) && rfc3339Error(`${text}Z`) === undefined;
}

/** A duration of Go, or like Scala's: `3 days`. */
function isDuration(text: string): boolean {
  return nanosecondsOf(text) !== undefined || isScalaDuration(text);
}

const SCALA_PART =
  /\d+\s*(?:nanoseconds?|nanos?|ns|microseconds?|micros?|us|µs|milliseconds?|millis?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)\s*/iy;

function isScalaDuration(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    SCALA_PART.lastIndex = at;
    const part = SCALA_PART.exec(text)?.[0];
    if (part === undefined) return false;
    at += part.length;
  }
  return text !== '';
}

function isHostname(text: string): boolean {
  if (text.length > 255 || text === '') return false;
  const labels = text.split('.');
  return (
    labels.every((label) =>
      /^[a-zA-Z0-9\p{S}\p{L}](?:[a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?$/u.test(label),
    ) &&
    (labels.length === 1 || /^[a-zA-Z\p{L}]{2,63}$/u.test(labels.at(-1) ?? ''))
  );
}

function isURI(text: string): boolean {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/[^\s]*$/.test(text) || /^[A-Za-z][A-Za-z0-9+.-]*:[^\s/][^\s]*$/.test(text);
}

function isCreditCard(text: string): boolean {
  const digits = text.replace(/\D+/g, '');
  return digits.length >= 13 && digits.length <= 19 && sumOf(digits) % 10 === 0;
}

/** By the algorithm of Luhn. */
function sumOf(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}

function isISBN10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^(?:\d{9}X|\d{10})$/.test(digits)) return false;
  const sum = [...digits].reduce((all, digit, index) => all + (digit === 'X' ? 10 : Number(digit)) * (10 - index), 0);
  return sum % 11 === 0;
}

function isISBN13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

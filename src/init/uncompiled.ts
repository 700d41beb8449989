import { isObject } from '../terms/json';

/** Whether an object that the API server takes holds something that the compiler does not: constructs are stricter. */
export function isUncompiled(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isUncompiled);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, field]) => REFUSED.get(name)?.(field) === true || isUncompiled(field));
}

/** For each field, the values that do not compile. */
const REFUSED: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['caCertificateRefs', isEmpty],
  ['cidr', hasLeadingZero],
  ['except', (value) => Array.isArray(value) && value.some(hasLeadingZero)],
  ['externalTrafficPolicy', isEmpty],
  ['operator', isEmpty],
  ['path', (value) => isObject(value) && Object.keys(value).every((name) => name === 'type')],
  ['protocol', (value) => !/\/|^(TCP|UDP|SCTP|HTTP|HTTPS|TLS)$/.test(String(value))],
  ['sessionAffinity', isEmpty],
]);

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** `010.0.0.0/8`, `10.0.0.0/08` */
function hasLeadingZero(value: unknown): boolean {
  return /(^|[./])0\d/.test(String(value));
}

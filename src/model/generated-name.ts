import type { JsonObject } from '../terms/json';
import { stringOr } from '../terms/json';

/** Bytes of a `generateName` that are used; five characters follow that the API server makes up. */
const MAX_BASE = 58;

/** The name that an object is stored under; `suffix` stands for what the API server makes up. */
export function storedName({ name, generateName }: JsonObject, suffix = 'xxxxx'): string {
  const prefix = stringOr(generateName);
  return stringOr(name) !== '' || prefix === '' ? stringOr(name) : prefix.slice(0, MAX_BASE) + suffix;
}

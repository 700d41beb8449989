import { dns1035LabelErrors } from '../terms/dns-name';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import { labelValueErrors, qualifiedNameErrors } from '../terms/qualified-name';

/** All fields of an object but some, and their values. */
export function othersOf(object: JsonObject, names: readonly string[]): unknown[] {
  const facts: unknown[] = [];
  for (const key in object) if (!names.includes(key)) facts.push(key, object[key]);
  return facts;
}

/** A name of the strictest form is one of every form. */
export function isGoodName(name: unknown): boolean {
  return typeof name === 'string' && dns1035LabelErrors(name).length === 0;
}

/** Whether labels are such that a Pod can have them. */
export function areGood(labels: unknown, minor: number): boolean {
  if (!isObject(labels)) return false;
  for (const key in labels) {
    const value = labels[key];
    if (
      typeof value !== 'string' ||
      qualifiedNameErrors(key, minor).length + labelValueErrors(value, minor).length > 0
    ) {
      return false;
    }
  }
  return true;
}

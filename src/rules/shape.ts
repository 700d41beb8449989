import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import { dns1035LabelErrors } from '../terms/dns-name';
import { labelValueErrors, qualifiedNameErrors } from '../terms/qualified-name';

/** What of an object its shape holds: its metadata, or a Service's spec as well. */
export type Telling = 'metadata' | 'spec';

/**
 * What the API server's validation can tell an object by: all of it but the names and labels, of which it only asks
 * whether they are good ones. Two objects of one shape get one verdict, so that a thousand applications that are alike
 * are judged as one. Undefined for objects with names or labels that somebody has to look at.
 */
export function shapeOf(object: JsonObject, minor: number, telling: Telling | undefined): string | undefined {
  if (telling === undefined) return undefined;
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const spec = telling === 'spec' && isObject(object.spec) ? object.spec : {};
  const { name, namespace, labels = {} } = metadata;
  const { selector = {} } = spec;
  const good =
    isGoodName(name) &&
    (namespace === undefined || isGoodName(namespace)) &&
    areGood(labels, minor) &&
    areGood(selector, minor);
  if (!good) return undefined;
  const facts: unknown[] = [namespace === undefined, Object.keys(selector as object).length === 0];
  addOthers(facts, metadata, ['name', 'namespace', 'labels']);
  addOthers(facts, spec, ['selector']);
  if (telling === 'spec') addOthers(facts, object, ['metadata', 'spec']);
  else facts.push(object.apiVersion, object.kind);
  return JSON.stringify(facts);
}

/** All fields but some, and their values. */
function addOthers(facts: unknown[], object: JsonObject, names: readonly string[]): void {
  for (const key in object) if (!names.includes(key)) facts.push(key, object[key]);
  facts.push(null);
}

/** So many are remembered: the applications of one input are alike, or they are not. */
export const MAX_SHAPES = 1_000;

/** A name of the strictest form is one of every form. */
function isGoodName(name: unknown): boolean {
  return typeof name === 'string' && dns1035LabelErrors(name).length === 0;
}

function areGood(labels: unknown, minor: number): boolean {
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

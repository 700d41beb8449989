import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import { areGood, isGoodName, othersOf } from './shape-facts';
import { workloadFacts } from './workload-facts';

/** What of an object its shape holds: its metadata, or the spec of a Service or a workload as well. */
export type Telling = 'metadata' | 'service' | 'workload';

/**
 * What the API server's validation can tell an object by: all of it but the names and labels, of which it only asks
 * whether they are good ones. Two objects of one shape get one verdict, so that a thousand applications that are alike
 * are judged as one. Undefined for objects with names or labels that somebody has to look at.
 */
export function shapeOf(object: JsonObject, minor: number, telling: Telling | undefined): string | undefined {
  if (telling === undefined) return undefined;
  const metadata = metadataFacts(object, minor);
  const rest = metadata === undefined ? undefined : REST[telling](object, minor);
  return rest === undefined ? undefined : JSON.stringify([metadata, rest]);
}

/** So many are remembered: the applications of one input are alike, or they are not. */
export const MAX_SHAPES = 1_000;

const REST: Readonly<Record<Telling, (object: JsonObject, minor: number) => unknown[] | undefined>> = {
  metadata: ({ apiVersion, kind }) => [apiVersion, kind],
  service: serviceFacts,
  workload: workloadFacts,
};

function metadataFacts({ metadata: given }: JsonObject, minor: number): unknown[] | undefined {
  const metadata = isObject(given) ? given : {};
  const { name, namespace, labels = {} } = metadata;
  const named = isGoodName(name) && (namespace === undefined || isGoodName(namespace));
  if (!named || !areGood(labels, minor)) return undefined;
  return [namespace === undefined, othersOf(metadata, ['name', 'namespace', 'labels'])];
}

function serviceFacts(object: JsonObject, minor: number): unknown[] | undefined {
  const spec = isObject(object.spec) ? object.spec : {};
  const { selector = {} } = spec;
  if (!areGood(selector, minor)) return undefined;
  const selectsNothing = Object.keys(selector as object).length === 0;
  return [selectsNothing, othersOf(spec, ['selector']), othersOf(object, ['metadata', 'spec'])];
}

import { matches } from '../model/label-index';
import type { Labels } from '../model/objects';
import { podTemplateSteps } from '../model/workload';
import type { JsonObject } from '../terms/json';
import { isObject, stringOr } from '../terms/json';
import { areGood, othersOf } from './shape-facts';

/** Names of more characters do not fit whatever is made of them. */
const MAX_NAME = 52;

/**
 * What the API server can tell a workload by: all of it but its name, the labels of its Pods with the selector that
 * selects them, and images. Undefined where somebody has to look at one of these, and for Jobs, whose name is a label.
 */
export function workloadFacts(object: JsonObject, minor: number): unknown[] | undefined {
  const kind = stringOr(object.kind);
  const steps = podTemplateSteps(kind);
  if (steps === undefined || kind === 'Job' || nameOf(object).length > MAX_NAME) return undefined;
  const left = kind === 'CronJob' ? ['metadata'] : ['metadata', 'selector'];
  const facts: unknown[] = [];
  let place: unknown = object;
  for (const step of steps) {
    if (!isObject(place)) return undefined;
    facts.push(othersOf(place, [...left, step]));
    place = place[step];
  }
  if (!isObject(place)) return undefined;
  const labels = isObject(place.metadata) ? (place.metadata.labels ?? {}) : {};
  if (!areGood(labels, minor) || !selectsOwn(object, kind, labels as Labels)) return undefined;
  const pod = podFacts(place);
  return pod === undefined ? undefined : [facts, pod];
}

/** Whether a controller has a selector of labels alone that selects its own Pods; other kinds have none. */
function selectsOwn({ spec }: JsonObject, kind: string, labels: Labels): boolean {
  if (kind === 'Pod' || kind === 'CronJob') return true;
  let selector = isObject(spec) ? spec.selector : undefined;
  if (kind !== 'ReplicationController') {
    if (!isObject(selector) || Object.keys(selector).length > 1) return false;
    selector = selector.matchLabels;
  }
  return isObject(selector) && Object.keys(selector).length > 0 && matches(selector as Labels, labels);
}

function podFacts({ metadata, spec, ...rest }: JsonObject): unknown[] | undefined {
  if (!isObject(spec) || !Array.isArray(spec.containers)) return undefined;
  const facts: unknown[] = [rest, isObject(metadata) ? othersOf(metadata, ['labels', 'name', 'namespace']) : []];
  facts.push(othersOf(spec, ['containers']));
  for (const container of spec.containers as readonly unknown[]) {
    if (!isObject(container) || !isImage(container.image)) return undefined;
    facts.push(othersOf(container, ['image']));
  }
  return facts;
}

function isImage(image: unknown): boolean {
  return typeof image === 'string' && image !== '' && image.trim() === image;
}

function nameOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? stringOr(metadata.name) : '';
}

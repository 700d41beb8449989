import type { Service } from '../model/objects';
import { keyPath } from '../terms/field-path';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import type { ObjectPair } from './changes';
import type { Kept } from './difference';

/** What new manifests leave out though it stays: whoever reads them would not expect it. */
export function keptFields(pairs: readonly ObjectPair[]): readonly Kept[] {
  return pairs.flatMap((pair) => [...keptIn(pair)]);
}

function* keptIn({ before, after }: ObjectPair): Generator<Kept> {
  if (before === undefined || after === undefined || before.given === after.given) return;
  const { ref: object, object: stored, given } = after;
  if (object.kind === 'Service') {
    for (const kept of keptOfService(before.given, given, stored)) yield { object, ...kept };
  }
  if (object.kind === 'Secret') {
    for (const kept of keptKeys(before.given, given, stored)) yield { object, ...kept };
  }
}

type KeptField = Omit<Kept, 'object'>;

function* keptOfService(old: JsonObject, given: JsonObject, stored: JsonObject): Generator<KeptField> {
  const [before, after, now] = [old, given, stored].map(specOf) as [Spec, Spec, Spec];
  const { clusterIP } = now;
  if (before.clusterIP !== undefined && after.clusterIP === undefined && clusterIP === before.clusterIP) {
    const effect =
      clusterIP === 'None' ? 'the Service stays headless: it gets no cluster IP' : 'the Service keeps its address';
    yield { path: 'spec.clusterIP', value: clusterIP, effect };
  }
  for (const [index, { nodePort }] of (now.ports ?? []).entries()) {
    const isAsked = (after.ports ?? []).some((port) => port.nodePort === nodePort);
    const wasAsked = (before.ports ?? []).some((port) => port.nodePort === nodePort);
    if (nodePort === undefined || isAsked || !wasAsked) continue;
    const path = `${keyPath('spec.ports', index)}.nodePort`;
    yield { path, value: nodePort, effect: 'the port keeps its number on the nodes' };
  }
}

type Spec = Partial<Service['spec']>;

function specOf({ spec }: JsonObject): Spec {
  return isObject(spec) ? spec : {};
}

/** Keys of `stringData` are stored in `data`, from which nobody takes them. */
function* keptKeys(old: JsonObject, given: JsonObject, stored: JsonObject): Generator<KeptField> {
  const [before, after, data] = [old.stringData, given.stringData, stored.data].map((map) =>
    isObject(map) ? map : {},
  );
  const { data: asked } = given;
  for (const key of Object.keys(before ?? {})) {
    const isNamed = after?.[key] !== undefined || (isObject(asked) && asked[key] !== undefined);
    if (isNamed || data?.[key] === undefined) continue;
    yield { path: keyPath('data', key), value: '(not shown)', effect: 'the key stays in the Secret' };
  }
}

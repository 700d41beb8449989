import type { JsonObject } from '../terms/json';
import { isObject, stringOr } from '../terms/json';
import { keyOf } from '../terms/object-ref';
import type { NetworkModel } from './network-model';
import type { Container, EnvVar } from './objects';
import { secretKeys } from './secret';
import { viewOf } from './view';
import type { Workload } from './workload';
import { objectsIn } from './workload';

/** Names of the variables that the first container of a workload sets itself, as far as the input holds where they come from. */
export function ownVariables(model: NetworkModel, { namespace, spec }: Workload): ReadonlySet<string> {
  const [container] = objectsIn<Container>(spec.containers);
  const named = objectsIn<EnvVar>(container?.env).flatMap(({ name }) => name ?? []);
  const taken = objectsIn<JsonObject>(container?.envFrom).flatMap(({ prefix, configMapRef, secretRef }) => {
    const keys = isObject(configMapRef)
      ? (configMapKeys(model).get(keyOf(namespace, stringOr(configMapRef.name))) ?? [])
      : keysOfSecret(model, namespace, secretRef);
    return keys.map((key) => `${stringOr(prefix)}${key}`);
  });
  return new Set([...named, ...taken]);
}

function keysOfSecret(model: NetworkModel, namespace: string, reference: unknown): readonly string[] {
  const name = isObject(reference) ? stringOr(reference.name) : '';
  const secret = model.secrets.get(keyOf(namespace, name));
  return secret === undefined ? [] : secretKeys(secret);
}

const configMapKeys = viewOf(
  ({ objects }: NetworkModel): ReadonlyMap<string, readonly string[]> =>
    new Map(
      objects
        .filter(({ ref }) => ref.kind === 'ConfigMap')
        .map(({ key, manifest }) => [key, isObject(manifest.data) ? Object.keys(manifest.data) : []]),
    ),
);

import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import { defaultPodSpec } from './pod-defaults';

/**
 * An object as it is stored, as far as updates are compared with it: with the defaults of the fields that may not change. What
 * `kubectl apply` merges into is this.
 */
export function storedForm(object: JsonObject, kind: string): JsonObject {
  const spec = isObject(object.spec) ? object.spec : {};
  switch (kind) {
    case 'Pod':
      return { ...object, spec: defaultPodSpec(spec) };
    case 'Job':
      return { ...object, spec: defaultJob(spec) };
    case 'StatefulSet':
      return { ...object, spec: defaultStatefulSet(spec) };
    case 'PersistentVolumeClaim':
      return { ...object, spec: defaultClaim(spec) };
    case 'Secret':
      return defaultSecret(object);
    case 'StorageClass':
      return { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate', ...object };
    case 'PriorityClass':
      return { preemptionPolicy: 'PreemptLowerPriority', ...object };
    default:
      return object;
  }
}

function defaultJob(spec: JsonObject): JsonObject {
  const { completions, parallelism, template } = spec;
  const once = completions === undefined && parallelism === undefined ? { completions: 1 } : {};
  const pod = isObject(template) ? template : {};
  return {
    ...once,
    parallelism: 1,
    completionMode: 'NonIndexed',
    suspend: false,
    ...spec,
    template: { ...pod, spec: defaultPodSpec(isObject(pod.spec) ? pod.spec : {}) },
  };
}

function defaultStatefulSet(spec: JsonObject): JsonObject {
  const { updateStrategy = {}, volumeClaimTemplates } = spec;
  const { type = 'RollingUpdate', rollingUpdate = {} } = isObject(updateStrategy) ? updateStrategy : {};
  const isRolling = type === 'RollingUpdate' && isObject(rollingUpdate);
  return {
    podManagementPolicy: 'OrderedReady',
    ...spec,
    updateStrategy: isRolling ? { type, rollingUpdate: { partition: 0, ...rollingUpdate } } : updateStrategy,
    ...(Array.isArray(volumeClaimTemplates) ? { volumeClaimTemplates: volumeClaimTemplates.map(defaultTemplate) } : {}),
  };
}

function defaultTemplate(claim: unknown): unknown {
  if (!isObject(claim)) return claim;
  const { apiVersion: _, kind: __, status: ___, ...rest } = claim;
  return { ...rest, spec: defaultClaim(isObject(rest.spec) ? rest.spec : {}) };
}

function defaultClaim(spec: JsonObject): JsonObject {
  return { volumeMode: 'Filesystem', ...spec };
}

/** What was written as text is stored in base64, and stays when it is written no more. */
function defaultSecret({ stringData, ...secret }: JsonObject): JsonObject {
  if (!isObject(stringData)) return { type: 'Opaque', ...secret };
  const encoded = Object.entries(stringData)
    .filter(([, text]) => typeof text === 'string')
    .map(([key, text]) => [key, Buffer.from(text as string).toString('base64')] as const);
  const data = { ...(isObject(secret.data) ? secret.data : {}), ...Object.fromEntries(encoded) };
  return { type: 'Opaque', ...secret, data };
}

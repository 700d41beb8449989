import type { JsonObject } from '../terms/json';
import { isObject, mapFields, mapItems } from '../terms/json';

/**
 * The spec of a NetworkPolicy as the construct takes it. Its `policyTypes` follow from the rules that are given; whether they are
 * those of the object is for its caller to find out.
 */
export function policyProps({ policyTypes, ...spec }: JsonObject): JsonObject {
  const closed = Array.isArray(policyTypes) ? policyTypes : ['Ingress'];
  return mapFields(
    {
      podSelector: {},
      ...(closed.includes('Ingress') ? { ingress: [] } : {}),
      ...(closed.includes('Egress') ? { egress: [] } : {}),
      ...spec,
    },
    (value, field) => (field === 'podSelector' ? labelsOf(value) : eachOf(value, ruleOf)),
  );
}

function ruleOf(rule: JsonObject): JsonObject {
  return mapFields(rule, (value, field) => eachOf(value, field === 'ports' ? portOf : peerOf));
}

/** A construct wants to be told of TCP where the API takes silence for it. */
function portOf(port: JsonObject): JsonObject {
  const every = port.port === undefined ? { protocol: 'TCP' } : {};
  const fields = Object.entries({ ...every, ...port }).map(([name, value]) => [
    name === 'port' ? 'containerPort' : name,
    value,
  ]);
  return Object.fromEntries(fields) as JsonObject;
}

/** A construct wants to be told of all Pods where the API takes silence for them. */
function peerOf(peer: JsonObject): JsonObject {
  const pods = peer.namespaceSelector === undefined ? {} : { podSelector: {} };
  return mapFields({ ...pods, ...peer }, (value, field) => {
    if (field === 'podSelector') return labelsOf(value);
    return field === 'namespaceSelector' ? namespacesOf(value) : value;
  });
}

/** The labels alone, where a selector is nothing else. */
function labelsOf(selector: unknown): unknown {
  if (!isObject(selector)) return selector;
  const { matchLabels, ...others } = selector;
  const isLabels = isObject(matchLabels) && Object.keys(matchLabels).length > 0 && Object.keys(others).length === 0;
  return isLabels ? matchLabels : selector;
}

/** The name of a namespace, where a selector asks for nothing else. */
function namespacesOf(selector: unknown): unknown {
  const labels = labelsOf(selector);
  if (!isObject(labels)) return labels;
  const { 'kubernetes.io/metadata.name': name, ...others } = labels;
  return typeof name === 'string' && name !== '' && Object.keys(others).length === 0 ? name : labels;
}

function eachOf(list: unknown, change: (item: JsonObject) => JsonObject): unknown {
  return Array.isArray(list) ? mapItems(list, (item) => (isObject(item) ? change(item) : item)) : list;
}

import { serviceVariables } from '../../model/environment';
import type { EnvVar, Secret, Service } from '../../model/objects';
import { servicePorts } from '../../model/service';
import { viewOf } from '../../model/view';
import { objectsIn } from '../../model/workload';
import type { JsonObject } from '../../terms/json';
import { isObject, stringOr } from '../../terms/json';
import { ownOf, recordOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import type { RunningPod } from '../running-pod';

/** What environments are made from, as it was when the container started. */
export interface EnvironmentSource {
  /** The Services of the Pod's namespace, and then `kubernetes` of the namespace `default`. */
  readonly services: readonly Service[];
  readonly secrets: ReadonlyMap<string, Secret>;
  /** What they hold. */
  readonly configMaps: ReadonlyMap<string, JsonObject>;
  /** Addresses of the Pod's node, the primary one first. */
  readonly hostIPs: readonly string[];
}

/**
 * The environment that the kubelet gives a Pod's first container: variables of Services, then `envFrom`, then `env`,
 * in which `$(NAME)` stands for what was defined before (`makeEnvironmentVariables` in pkg/kubelet).
 */
export function environmentOf(pod: RunningPod, source: EnvironmentSource): Readonly<Record<string, string>> {
  const [container] = pod.spec.containers ?? [];
  const { services: visible } = source;
  const services = variablesOf(pod.spec.enableServiceLinks === false ? apiServerIn(visible) : visible);
  const own: Record<string, string> = {};
  for (const entry of objectsIn<JsonObject>(container?.envFrom)) {
    const prefix = stringOr(entry.prefix);
    for (const [name, value] of referred(entry, pod.namespace, source)) own[`${prefix}${name}`] = value;
  }
  for (const variable of objectsIn<EnvVar>(container?.env)) {
    const value =
      variable.valueFrom === undefined
        ? expand(variable.value ?? '', own, services)
        : fieldValue(variable, pod, source);
    if (variable.name !== undefined && value !== undefined) own[variable.name] = value;
  }
  return Object.keys(own).length === 0 ? services : { ...services, ...own };
}

/** Pods of a namespace share what they see, and its variables. */
const variablesOf = viewOf((services: readonly Service[]): Readonly<Record<string, string>> => {
  const chosen = new Map<string, Service>();
  for (const service of services) {
    const { name = '' } = service.metadata;
    if (!chosen.has(name)) chosen.set(name, service);
  }
  return recordOf(
    [...chosen].flatMap(([name, { spec }]) =>
      Object.entries(serviceVariables(name, spec.clusterIP, servicePorts(spec))),
    ),
  );
});

const apiServerIn = viewOf((services: readonly Service[]) =>
  services.filter(({ metadata: { name, namespace } }) => namespace === 'default' && name === 'kubernetes'),
);

function expand(
  value: string,
  own: Readonly<Record<string, string>>,
  services: Readonly<Record<string, string>>,
): string {
  return value.replace(/\$\$|\$\(([^)]*)(\)?)/g, (found, name?: string, close?: string) => {
    if (name === undefined) return '$';
    // Nothing is closed from here on.
    if (close === '') return found.replaceAll('$$', () => '$');
    return own[name] ?? services[name] ?? found;
  });
}

/** The pairs of a ConfigMap or Secret. */
function referred(
  reference: JsonObject,
  namespace: string,
  source: EnvironmentSource,
): readonly (readonly [string, string])[] {
  const { configMapRef, secretRef } = reference;
  if (isObject(configMapRef)) {
    const data = source.configMaps.get(keyOf(namespace, stringOr(configMapRef.name))) ?? {};
    return Object.entries(data).map(([name, value]) => [name, String(value)] as const);
  }
  if (!isObject(secretRef)) return [];
  const secret = source.secrets.get(keyOf(namespace, stringOr(secretRef.name)));
  return [
    ...Object.entries(secret?.data ?? {}).map(([name, value]) => [name, decode(value)] as const),
    ...Object.entries(secret?.stringData ?? {}),
  ];
}

function fieldValue({ valueFrom }: EnvVar, pod: RunningPod, source: EnvironmentSource): string | undefined {
  if (!isObject(valueFrom)) return undefined;
  const { fieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  if (isObject(fieldRef)) return podField(stringOr(fieldRef.fieldPath), pod, source.hostIPs);
  const key = isObject(configMapKeyRef) ? configMapKeyRef : isObject(secretKeyRef) ? secretKeyRef : undefined;
  if (key === undefined) return undefined;
  const all = referred(isObject(configMapKeyRef) ? { configMapRef: key } : { secretRef: key }, pod.namespace, source);
  return all.findLast(([name]) => name === key.key)?.[1];
}

function podField(path: string, pod: RunningPod, hostIPs: readonly string[]): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? [];
  if (key !== undefined) return ownOf(map === 'labels' ? pod.labels : pod.annotations, key) ?? '';
  const fields: Readonly<Record<string, string>> = {
    'metadata.name': pod.name,
    'metadata.namespace': pod.namespace,
    'spec.nodeName': pod.node,
    // The admission plugin ServiceAccount fills it in.
    'spec.serviceAccountName': pod.spec.serviceAccountName ?? 'default',
    'status.hostIP': hostIPs[0] ?? '',
    'status.hostIPs': hostIPs.join(','),
    'status.podIP': pod.ip,
    'status.podIPs': pod.ips.join(','),
  };
  return ownOf(fields, path);
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';

/** A Pod's spec with the defaults of the API (`SetDefaults_PodSpec` and others in pkg/apis/core/v1/defaults.go). */
export function defaultPodSpec(given: JsonObject): JsonObject {
  const { containers, initContainers, volumes, ...spec } = given;
  return {
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    ...spec,
    ...mapped('containers', containers, defaultContainer),
    ...mapped('initContainers', initContainers, defaultContainer),
    ...mapped('volumes', volumes, defaultVolume),
  };
}

function defaultContainer(container: JsonObject): JsonObject {
  const { image, ports, env, livenessProbe, readinessProbe, startupProbe } = container;
  return {
    imagePullPolicy: typeof image === 'string' && isLatest(image) ? 'Always' : 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...container,
    ...mapped('ports', ports, (port) => ({ protocol: 'TCP', ...port })),
    ...mapped('env', env, defaultVariable),
    ...probe('livenessProbe', livenessProbe),
    ...probe('readinessProbe', readinessProbe),
    ...probe('startupProbe', startupProbe),
  };
}

/** Without a tag and a digest, or with the tag `latest`. */
function isLatest(image: string): boolean {
  const [name = ''] = image.split('@');
  if (name !== image) return false;
  const [, tag = 'latest'] = /:([^/:]+)$/.exec(name) ?? [];
  return tag === 'latest';
}

function defaultVariable(variable: JsonObject): JsonObject {
  const { valueFrom } = variable;
  if (!isObject(valueFrom) || !isObject(valueFrom.fieldRef)) return variable;
  return { ...variable, valueFrom: { ...valueFrom, fieldRef: { apiVersion: 'v1', ...valueFrom.fieldRef } } };
}

function probe(name: string, given: unknown): JsonObject {
  if (!isObject(given)) return {};
  const { httpGet, grpc } = given;
  const http = isObject(httpGet) ? { httpGet: { path: '/', scheme: 'HTTP', ...httpGet } } : {};
  const service = isObject(grpc) ? { grpc: { service: '', ...grpc } } : {};
  const timing = { failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 };
  return { [name]: { ...timing, ...given, ...http, ...service } };
}

const MODES = ['secret', 'configMap', 'projected', 'downwardAPI'];

function defaultVolume(volume: JsonObject): JsonObject {
  const moded = MODES.filter((field) => isObject(volume[field])).map(
    (field) => [field, { defaultMode: 0o644, ...(volume[field] as JsonObject) }] as const,
  );
  return { ...volume, ...Object.fromEntries(moded) };
}

function mapped(field: string, list: unknown, change: (item: JsonObject) => JsonObject): JsonObject {
  if (list === undefined) return {};
  return { [field]: Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? change(item) : item)) : list };
}

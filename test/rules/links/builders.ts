import type { Manifest } from '../../../src/model/manifest';
import type { JsonObject } from '../../../src/terms/json';

/** Objects of an input, with what does not matter filled in. `name` may be `namespace/name`; the namespace is `shop`. */

export function service(name: string, spec: JsonObject, metadata: JsonObject = {}): Manifest {
  return object('v1', 'Service', name, spec, metadata);
}

export const http = [{ port: 80, targetPort: 8080 }];

/** The Service of the workload `web`. */
export function web(spec: JsonObject = {}): Manifest {
  return service('web', { selector: { app: 'web' }, ports: http, ...spec });
}

/** The same, with one port that leads to this one of its Pods. */
export function webTo(targetPort: number | string, more: JsonObject = {}): Manifest {
  return web({ ports: [{ port: 80, targetPort, ...more }] });
}

export function ingress(name: string, spec: JsonObject, metadata: JsonObject = {}): Manifest {
  return object('networking.k8s.io/v1', 'Ingress', name, { ingressClassName: 'nginx', ...spec }, metadata);
}

/** An Ingress that leads one host and path to `backend`, `service:port`. */
export function route(name: string, host: string, path: string, backend: string, pathType = 'Prefix'): Manifest {
  return ingress(name, { rules: [{ host, http: { paths: [{ path, pathType, backend: backendOf(backend) }] } }] });
}

/** An Ingress without a class. */
export function classless(name: string, metadata: JsonObject = {}): Manifest {
  return object('networking.k8s.io/v1', 'Ingress', name, { defaultBackend: backendOf('web:80') }, metadata);
}

/** An Ingress for a.example.com with this entry under `tls`. */
export function tls(host: string, secretName: string): Manifest {
  const { spec, ...rest } = route('web', 'a.example.com', '/', 'web:80');
  return { ...rest, spec: { ...(spec as object), tls: [{ hosts: [host], secretName }] } };
}

/** `web:80` or `web:http`. */
export function backendOf(text: string): JsonObject {
  const [name, port = '80'] = text.split(':');
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

export function ingressClass(
  name: string,
  annotations: JsonObject = {},
  controller = 'k8s.io/ingress-nginx',
): Manifest {
  return object('networking.k8s.io/v1', 'IngressClass', name, { controller }, { annotations, namespace: undefined });
}

export interface PodParts {
  readonly labels?: JsonObject;
  /** `8080`, `http:8080`, `dns:53/UDP`. */
  readonly ports?: readonly string[];
  readonly container?: JsonObject;
  readonly pod?: JsonObject;
  readonly annotations?: JsonObject;
  readonly spec?: JsonObject;
}

/** Something with a Pod template; its Pods are labelled `app: name` and have the port `http` 8080 unless told otherwise. */
export function workload(kind: string, name: string, parts: PodParts = {}): Manifest {
  const { labels = { app: shortName(name) }, annotations, spec = {} } = parts;
  const metadata = annotations === undefined ? { labels } : { labels, annotations };
  const selector = { matchLabels: labels };
  return object('apps/v1', kind, name, { selector, ...spec, template: { metadata, spec: podSpec(parts) } });
}

export function deployment(name: string, parts: PodParts = {}): Manifest {
  return workload('Deployment', name, parts);
}

export function container(parts: JsonObject): PodParts {
  return { container: parts };
}

/** A Job or CronJob whose Pods have these labels. */
export function job(kind: string, name: string, labels: JsonObject): Manifest {
  const template = { metadata: { labels }, spec: { ...podSpec({ ports: [] }), restartPolicy: 'Never' } };
  const spec = kind === 'Job' ? { template } : { schedule: '0 3 * * *', jobTemplate: { spec: { template } } };
  return object('batch/v1', kind, name, spec);
}

export function pod(name: string, parts: PodParts = {}): Manifest {
  const { labels = { app: shortName(name) }, annotations } = parts;
  return object('v1', 'Pod', name, podSpec(parts), annotations === undefined ? { labels } : { labels, annotations });
}

export function policy(name: string, spec: JsonObject): Manifest {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, spec);
}

/** What a policy allows Pods that look up names. */
export const DNS = { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] };

export function slice(name: string, owner: string, ports: readonly JsonObject[]): Manifest {
  const metadata = { labels: { 'kubernetes.io/service-name': owner } };
  const { spec: _, ...rest } = object('discovery.k8s.io/v1', 'EndpointSlice', name, {}, metadata);
  return { ...rest, addressType: 'IPv4', ports, endpoints: [{ addresses: ['192.0.2.7'] }] };
}

export function secret(
  name: string,
  keys: readonly string[] = ['tls.crt', 'tls.key'],
  metadata: JsonObject = {},
): Manifest {
  const { spec: _, ...rest } = object('v1', 'Secret', name, {}, metadata);
  return { ...rest, type: 'kubernetes.io/tls', stringData: Object.fromEntries(keys.map((key) => [key, 'x'])) };
}

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  spec: JsonObject,
  metadata: JsonObject = {},
): Manifest {
  const [own = '', namespace = 'shop'] = name.split('/').reverse();
  const given = Object.entries({ name: own, namespace, ...metadata }).filter(([, value]) => value !== undefined);
  return { apiVersion, kind, metadata: Object.fromEntries(given), spec };
}

function podSpec({ ports = ['http:8080'], container = {}, pod: rest = {} }: PodParts): JsonObject {
  const declared = ports.map(portOf);
  return {
    containers: [{ name: 'app', image: 'app', ...(declared.length > 0 ? { ports: declared } : {}), ...container }],
    ...rest,
  };
}

function portOf(text: string): JsonObject {
  const [, name, number, protocol] = /^(?:([^:]+):)?(\d+)(?:\/(\w+))?$/.exec(text) ?? [];
  return {
    ...(name === undefined ? {} : { name }),
    containerPort: Number(number),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

function shortName(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

import type { Manifest } from '../../src/model/manifest';
import { CERTIFICATES } from '../../src/rules/links/certificate-examples';

type Fields = Readonly<Record<string, unknown>>;
type Labels = Readonly<Record<string, string>>;

/** The labels that are selected where it does not matter. */
export const APP = { app: 'web' };

/** Labels of which every workload has all, and every Service selects some. */
export const COMMON = Object.fromEntries(Array.from({ length: 16 }, (_, bit) => [`label-${bit}`, 'yes']));

/** The first of the common labels, and those that the number has bits for. */
export function subset(n: number): Labels {
  return Object.fromEntries(Object.entries(COMMON).filter((_, bit) => bit === 0 || ((n >> (bit - 1)) & 1) === 1));
}

/** So many groups of things, one after the other. */
export function many<T>(size: number, each: (n: number) => readonly T[]): T[] {
  return Array.from({ length: size }, (_, n) => each(n)).flat();
}

export function numbers(size: number): readonly number[] {
  return Array.from({ length: size }, (_, n) => n);
}

export function name(n: number): string {
  return `app-${n}`;
}

export function ip(n: number): string {
  return `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
}

export function pairs(size: number): Labels {
  return Object.fromEntries(numbers(size).map((n) => [`key-${n}`, 'value']));
}

export function service(
  title: string,
  selector: Labels = APP,
  ports: readonly Fields[] = [{ port: 80, targetPort: 8080 }],
  spec: Fields = {},
): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: title }, spec: { selector, ports, ...spec } };
}

/** A Service whose endpoints are written by hand. */
export function bare(title: string): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: title }, spec: { ports: [{ port: 80 }] } };
}

export function externalName(title: string, host: string): Manifest {
  const spec = { type: 'ExternalName', externalName: host };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: title }, spec };
}

export function podSpec(container: Fields = {}, spec: Fields = {}): Fields {
  const ports = [{ name: 'http', containerPort: 8080 }];
  return { containers: [{ name: 'app', image: 'app', ports, ...container }], ...spec };
}

export function pod(
  title: string,
  labels: Labels = { app: title },
  container: Fields = {},
  spec: Fields = {},
): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: title, labels }, spec: podSpec(container, spec) };
}

export function workload(
  kind: 'Deployment' | 'StatefulSet',
  title: string,
  labels: Labels = { app: title },
  spec: Fields = {},
  container: Fields = {},
): Manifest {
  const template = { metadata: { labels }, spec: podSpec(container) };
  const selector = { matchLabels: labels };
  return { apiVersion: 'apps/v1', kind, metadata: { name: title }, spec: { selector, template, ...spec } };
}

export function deployment(title: string, labels?: Labels): Manifest {
  return workload('Deployment', title, labels);
}

export function slice(title: string, of: string, address: number, fields: Fields = {}): Manifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: title, labels: { 'kubernetes.io/service-name': of } },
    addressType: 'IPv4',
    ports: [{ port: 80 }],
    endpoints: [{ addresses: [ip(address)] }],
    ...fields,
  };
}

export function endpoints(title: string, subsets: readonly Fields[]): Manifest {
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: title }, subsets };
}

export function ingress(title: string, rules: readonly Fields[], spec: Fields = {}): Manifest {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: title }, spec: { rules, ...spec } };
}

/** A host with paths of these numbers. */
export function rule(host: string, paths: readonly number[], to = 'web', pathType = 'Prefix'): Fields {
  return ruleOf(
    host,
    paths.map((n) => `/path-${n}`),
    to,
    pathType,
  );
}

export function ruleOf(host: string, paths: readonly string[], to = 'web', pathType = 'Prefix'): Fields {
  const backend = { service: { name: to, port: { number: 80 } } };
  return { host, http: { paths: paths.map((path) => ({ path, pathType, backend })) } };
}

export function tls(host: string, secretName: string): Fields {
  return { tls: [{ hosts: [host], secretName }] };
}

export function secret(title: string): Manifest {
  const { crt, key } = CERTIFICATES.wildcard;
  const stringData = { 'tls.crt': crt, 'tls.key': key };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: title }, type: 'kubernetes.io/tls', stringData };
}

export function policy(title: string, podSelector: Fields, spec: Fields = {}): Manifest {
  const standing = { podSelector, ingress: [{ from: [{ podSelector: {} }] }], ...spec };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: title }, spec: standing };
}

/** With more metadata. */
export function labelled(manifest: Manifest, metadata: Fields): Manifest {
  return { ...manifest, metadata: { ...(manifest.metadata as Fields), ...metadata } };
}

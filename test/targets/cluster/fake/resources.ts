import { isClusterScoped } from '../../../../src/model/manifest';
import type { JsonObject } from '../../../../src/terms/json';

/** The kinds that the fake serves, by group and version. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  v1: ['Namespace', 'Node', 'Pod', 'Service', 'ConfigMap', 'Secret', 'Endpoints', 'Event', 'ReplicationController'],
  'apps/v1': ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  'batch/v1': ['Job', 'CronJob'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'gateway.networking.k8s.io/v1': ['GatewayClass', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'ReferenceGrant'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
};

/** The discovery documents of the API, by path. */
export const DISCOVERY: Readonly<Record<string, JsonObject>> = {
  '/version': { major: '1', minor: '34' },
  '/apis': {
    groups: Object.keys(KINDS)
      .filter((version) => version.includes('/'))
      .map((groupVersion) => ({ preferredVersion: { groupVersion } })),
  },
  ...Object.fromEntries(
    Object.entries(KINDS).map(([version, kinds]) => [
      rootOf(version),
      {
        resources: [
          ...kinds.map((kind) => ({
            name: pluralOf(kind),
            kind,
            namespaced: !isClusterScoped(kind),
            verbs: ['create', 'delete', 'get', 'list', 'watch'],
          })),
          ...(kinds.includes('Pod')
            ? [{ name: 'pods/exec', kind: 'PodExecOptions', namespaced: true, verbs: [] }]
            : []),
        ],
      },
    ]),
  ),
};

/** The path of an object of one of these kinds. */
export function pathOf(kind: string, namespace: string | undefined, name: string): string {
  const [version = ''] = Object.entries(KINDS).find(([, kinds]) => kinds.includes(kind)) ?? [];
  const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `${rootOf(version)}${scope}/${pluralOf(kind)}/${name}`;
}

export function apiVersionOf(kind: string): string {
  return Object.keys(KINDS).find((version) => KINDS[version]?.includes(kind)) ?? '';
}

function rootOf(version: string): string {
  return version.includes('/') ? `/apis/${version}` : `/api/${version}`;
}

function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name.endsWith('s')) return name === 'endpoints' ? name : `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

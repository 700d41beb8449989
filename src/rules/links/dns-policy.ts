import { configMapsOf } from '../../model/config-maps';
import type { NetworkModel } from '../../model/network-model';
import type { PodSpec } from '../../model/objects';
import { WORKLOAD_KINDS, objectsIn } from '../../model/workload';
import { cidrContains, cidrsOf } from '../../terms/cidr';
import { parseIP } from '../../terms/ip';
import { isObject, stringOr } from '../../terms/json';
import { keyOf } from '../../terms/object-ref';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { textsAt } from './facts/container-texts';
import type { HostText } from './facts/service-hosts';
import { clusterHostIn } from './facts/service-hosts';
import type { ContainerAt } from './facts/workload-at';
import { containersAt, describeContainer, workloadAt } from './facts/workload-at';

const API = service('selector: { app: api }\nports: [{ port: 8080 }]', 'name: api');
const agent = (pod: string, value = 'http://api:8080/v1') =>
  stream(
    API,
    deployment('api', '{ app: api }'),
    deployment(
      'agent',
      '{ app: agent }',
      `{ name: agent, image: agent, env: [{ name: API_URL, value: '${value}' }] }`,
      pod,
    ),
  );

export const dnsPolicy = defineRule({
  id: 'links/dns-policy',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: WORKLOAD_KINDS,
  summary: 'A Pod that uses names of Services asks the cluster DNS.',
  why: 'The Pod asks the resolver of its node, which does not know the names of Services.',
  fix: 'Set the dnsPolicy of the Pod so that it asks the cluster DNS.',
  passing: [
    {
      title: 'The policy for the network of the node',
      manifests: agent('hostNetwork: true\n      dnsPolicy: ClusterFirstWithHostNet'),
    },
    { title: 'A name outside', manifests: agent('hostNetwork: true', 'https://api.example.com') },
  ],
  failing: [
    {
      title: 'A Pod in the network of its node',
      manifests: agent('hostNetwork: true'),
      path: 'spec.template.spec.dnsPolicy',
      kind: 'Required',
    },
    {
      title: 'The resolver of the node',
      manifests: agent('dnsPolicy: Default', 'http://api.default.svc.cluster.local'),
      path: 'spec.template.spec.dnsPolicy',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    const words = workload === undefined ? undefined : resolverOf(workload.spec);
    if (workload === undefined || words === undefined) return;
    const { namespace, podSpecPath, spec } = workload;
    const known = new Set(objectsIn<{ hostnames?: unknown }>(spec.hostAliases).flatMap(({ hostnames }) => hostnames));
    for (const container of containersAt(object, workload, 'all')) {
      for (const text of textsOf(container, namespace, context.model)) {
        const host = clusterHostIn(context.model, namespace, text);
        if (host === undefined || known.has(host)) continue;
        const place = text.variable === undefined ? 'its command line' : `the variable ${text.variable}`;
        const detail = `${describeContainer(container.container)} uses ${host} in ${place}, which does not resolve`;
        const field = object.at(...podSpecPath.split('.'), 'dnsPolicy');
        yield field.present ? field.invalid(detail, words) : field.required(detail, words);
        return;
      }
    }
  },
});

/** Why a Pod does not ask the cluster DNS; undefined if it does, or if nobody can say. */
function resolverOf({ hostNetwork, dnsPolicy: policy = 'ClusterFirst', dnsConfig }: PodSpec): Words | undefined {
  const right = hostNetwork === true ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
  const fix = `Set \`dnsPolicy: ${right}\` in the Pod spec.`;
  if (policy === 'ClusterFirst' && hostNetwork === true) {
    return {
      why: 'With hostNetwork the default dnsPolicy, ClusterFirst, falls back to the resolver of the node, which does not know the names of Services.',
      fix,
    };
  }
  if (policy === 'Default')
    return { why: 'dnsPolicy Default is the resolver of the node, which does not know the names of Services.', fix };
  const servers = policy === 'None' && Array.isArray(dnsConfig?.nameservers) ? dnsConfig.nameservers : [];
  if (servers.length === 0 || !servers.every(isPublic)) return undefined;
  return {
    why: 'dnsPolicy None leaves the nameservers of dnsConfig alone, which are outside and do not know the names of Services.',
    fix,
  };
}

function isPublic(server: unknown): boolean {
  const ip = parseIP(stringOr(server));
  return ip !== undefined && !PRIVATE.some((range) => cidrContains(range, ip));
}

/** Where a cluster DNS, or a cache on the node that asks it, may be. */
const PRIVATE = cidrsOf(
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '34.118.224.0/20',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
);

/** What a container is started with, ConfigMaps that it takes its variables from included. */
function textsOf(container: ContainerAt, namespace: string, model: NetworkModel): readonly HostText[] {
  const { env, envFrom } = container.container;
  const mapOf = (ref: unknown) =>
    (isObject(ref) ? configMapsOf(model).get(keyOf(namespace, stringOr(ref.name))) : undefined) ?? {};
  const single = objectsIn<{ name?: unknown; valueFrom?: unknown }>(env).map(({ name, valueFrom }) => {
    const ref = isObject(valueFrom) ? valueFrom.configMapKeyRef : undefined;
    return { variable: stringOr(name), text: isObject(ref) ? mapOf(ref)[stringOr(ref.key)] : undefined };
  });
  const whole = objectsIn<{ configMapRef?: unknown }>(envFrom).flatMap(({ configMapRef }) =>
    Object.entries(mapOf(configMapRef)).map(([variable, text]) => ({ variable, text })),
  );
  const mapped = [...single, ...whole].flatMap(({ variable, text }) =>
    typeof text === 'string' ? [{ variable, text }] : [],
  );
  return [...textsAt(container), ...mapped];
}

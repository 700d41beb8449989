import { OBJECT_META, TYPE_AND_META } from './metadata-schema';
import type { StructType } from './schema';
import { list, openStruct, STRING_MAP, struct } from './schema';

/**
 * Pods and what makes them: the fields that networking reads. Others exist and are not looked at, so that this holds
 * whatever else a version of Kubernetes adds to a Pod.
 */

const PROBE = openStruct('Probe', {
  httpGet: openStruct('HTTPGetAction', { port: 'intOrString', path: 'string' }),
  tcpSocket: openStruct('TCPSocketAction', { port: 'intOrString' }),
  grpc: openStruct('GRPCAction', { port: 'int32' }),
  exec: openStruct('ExecAction', { command: list('string') }),
});

const CONTAINER = openStruct('Container', {
  name: 'string',
  image: 'string',
  command: list('string'),
  args: list('string'),
  ports: list(
    openStruct('ContainerPort', {
      name: 'string',
      hostPort: 'int32',
      containerPort: 'int32',
      protocol: { string: 'Protocol' },
      hostIP: 'string',
    }),
  ),
  env: list(openStruct('EnvVar', { name: 'string', value: 'string' })),
  envFrom: list(openStruct('EnvFromSource', { prefix: 'string' })),
  restartPolicy: { string: 'ContainerRestartPolicy' },
  readinessProbe: PROBE,
  livenessProbe: PROBE,
  startupProbe: PROBE,
});

const POD_SPEC = openStruct('PodSpec', {
  nodeName: 'string',
  nodeSelector: STRING_MAP,
  hostNetwork: 'boolean',
  hostname: 'string',
  subdomain: 'string',
  enableServiceLinks: 'boolean',
  dnsPolicy: { string: 'DNSPolicy' },
  dnsConfig: openStruct('PodDNSConfig', {
    nameservers: list('string'),
    searches: list('string'),
    options: list(openStruct('PodDNSConfigOption', { name: 'string', value: 'string' })),
  }),
  containers: list(CONTAINER),
  initContainers: list(CONTAINER),
});

const TEMPLATE = openStruct('PodTemplateSpec', { metadata: OBJECT_META, spec: POD_SPEC });

const labelSelector = (of: typeof struct): StructType =>
  of('LabelSelector', {
    matchLabels: STRING_MAP,
    matchExpressions: list(
      of('LabelSelectorRequirement', { key: 'string', operator: 'string', values: list('string') }),
    ),
  });

export const POD = openStruct('Pod', { ...TYPE_AND_META, spec: POD_SPEC });

/** Deployment, ReplicaSet, StatefulSet and DaemonSet. */
export function controllerSchema(kind: string): StructType {
  const spec = {
    replicas: 'int32',
    serviceName: 'string',
    selector: labelSelector(openStruct),
    template: TEMPLATE,
  } as const;
  return openStruct(kind, { ...TYPE_AND_META, spec: openStruct(`${kind}Spec`, spec) });
}

export const REPLICATION_CONTROLLER = openStruct('ReplicationController', {
  ...TYPE_AND_META,
  spec: openStruct('ReplicationControllerSpec', { replicas: 'int32', selector: STRING_MAP, template: TEMPLATE }),
});

const JOB_SPEC = openStruct('JobSpec', { parallelism: 'int32', completions: 'int32', template: TEMPLATE });

export const JOB = openStruct('Job', { ...TYPE_AND_META, spec: JOB_SPEC });

export const CRON_JOB = openStruct('CronJob', {
  ...TYPE_AND_META,
  spec: openStruct('CronJobSpec', {
    jobTemplate: openStruct('JobTemplateSpec', { metadata: OBJECT_META, spec: JOB_SPEC }),
  }),
});

/** Of a NetworkPolicy all fields are known. */
const POLICY_SELECTOR = labelSelector(struct);

const POLICY_PORTS = list(
  struct('NetworkPolicyPort', { protocol: { string: 'Protocol' }, port: 'intOrString', endPort: 'int32' }),
);

const POLICY_PEERS = list(
  struct('NetworkPolicyPeer', {
    podSelector: POLICY_SELECTOR,
    namespaceSelector: POLICY_SELECTOR,
    ipBlock: struct('IPBlock', { cidr: 'string', except: list('string') }),
  }),
);

export const NETWORK_POLICY = struct('NetworkPolicy', {
  ...TYPE_AND_META,
  spec: struct('NetworkPolicySpec', {
    podSelector: POLICY_SELECTOR,
    policyTypes: list({ string: 'PolicyType' }),
    ingress: list(struct('NetworkPolicyIngressRule', { from: POLICY_PEERS, ports: POLICY_PORTS })),
    egress: list(struct('NetworkPolicyEgressRule', { to: POLICY_PEERS, ports: POLICY_PORTS })),
  }),
});

export const SECRET = openStruct('Secret', {
  ...TYPE_AND_META,
  type: 'string',
  data: STRING_MAP,
  stringData: STRING_MAP,
});

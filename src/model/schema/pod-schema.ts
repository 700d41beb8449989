import { CONTAINER } from './container-schema';
import { OBJECT_META, TYPE_AND_META } from './metadata-schema';
import type { StructType } from './schema';
import { list, openStruct, STRING_MAP, struct } from './schema';

/**
 * Pods and what makes them: the fields that are judged. Structs of which only some are judged are open, so that this
 * holds whatever else a version of Kubernetes adds to a Pod.
 */

const NODE_SELECTOR_REQUIREMENTS = list(
  struct('NodeSelectorRequirement', {
    key: 'string',
    operator: { string: 'NodeSelectorOperator' },
    values: list('string'),
  }),
);

const NODE_SELECTOR_TERM = struct('NodeSelectorTerm', {
  matchExpressions: NODE_SELECTOR_REQUIREMENTS,
  matchFields: NODE_SELECTOR_REQUIREMENTS,
});

const NODE_AFFINITY = openStruct('NodeAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: struct('NodeSelector', {
    nodeSelectorTerms: list(NODE_SELECTOR_TERM),
  }),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    struct('PreferredSchedulingTerm', { weight: 'int32', preference: NODE_SELECTOR_TERM }),
  ),
});

const TOLERATION = struct('Toleration', {
  key: 'string',
  operator: { string: 'TolerationOperator' },
  value: 'string',
  effect: { string: 'TaintEffect' },
  tolerationSeconds: 'int64',
});

const DNS_CONFIG = struct('PodDNSConfig', {
  nameservers: list('string'),
  searches: list('string'),
  options: list(struct('PodDNSConfigOption', { name: 'string', value: 'string' })),
});

const POD_SPEC = openStruct('PodSpec', {
  containers: list(CONTAINER),
  initContainers: list(CONTAINER),
  restartPolicy: { string: 'RestartPolicy' },
  activeDeadlineSeconds: 'int64',
  terminationGracePeriodSeconds: 'int64',
  nodeName: 'string',
  nodeSelector: STRING_MAP,
  affinity: openStruct('Affinity', { nodeAffinity: NODE_AFFINITY }),
  tolerations: list(TOLERATION),
  serviceAccountName: 'string',
  hostNetwork: 'boolean',
  hostUsers: 'boolean',
  hostname: 'string',
  subdomain: 'string',
  hostAliases: list(struct('HostAlias', { ip: 'string', hostnames: list('string') })),
  enableServiceLinks: 'boolean',
  dnsPolicy: { string: 'DNSPolicy' },
  dnsConfig: DNS_CONFIG,
  readinessGates: list(struct('PodReadinessGate', { conditionType: { string: 'PodConditionType' } })),
  volumes: list(
    openStruct('Volume', { name: 'string', secret: openStruct('SecretVolumeSource', { secretName: 'string' }) }),
  ),
});

/** What controllers make their Pods from. */
export const POD_TEMPLATE = openStruct('PodTemplateSpec', { metadata: OBJECT_META, spec: POD_SPEC });

const LABEL_SELECTOR = struct('LabelSelector', {
  matchLabels: STRING_MAP,
  matchExpressions: list(
    struct('LabelSelectorRequirement', {
      key: 'string',
      operator: { string: 'LabelSelectorOperator' },
      values: list('string'),
    }),
  ),
});

export const POD = openStruct('Pod', { ...TYPE_AND_META, spec: POD_SPEC });

/** Deployment, ReplicaSet, StatefulSet and DaemonSet. */
export function controllerSchema(kind: string): StructType {
  const spec = {
    replicas: 'int32',
    minReadySeconds: 'int32',
    serviceName: 'string',
    ordinals: openStruct('StatefulSetOrdinals', { start: 'int32' }),
    selector: LABEL_SELECTOR,
    template: POD_TEMPLATE,
    progressDeadlineSeconds: 'int32',
  } as const;
  return openStruct(kind, { ...TYPE_AND_META, spec: openStruct(`${kind}Spec`, spec) });
}

export const REPLICATION_CONTROLLER = openStruct('ReplicationController', {
  ...TYPE_AND_META,
  spec: openStruct('ReplicationControllerSpec', {
    replicas: 'int32',
    minReadySeconds: 'int32',
    selector: STRING_MAP,
    template: POD_TEMPLATE,
  }),
});

const JOB_SPEC = openStruct('JobSpec', {
  parallelism: 'int32',
  completions: 'int32',
  completionMode: { string: 'CompletionMode' },
  manualSelector: 'boolean',
  selector: LABEL_SELECTOR,
  template: POD_TEMPLATE,
});

export const JOB = openStruct('Job', { ...TYPE_AND_META, spec: JOB_SPEC });

export const CRON_JOB = openStruct('CronJob', {
  ...TYPE_AND_META,
  spec: openStruct('CronJobSpec', {
    jobTemplate: openStruct('JobTemplateSpec', { metadata: OBJECT_META, spec: JOB_SPEC }),
  }),
});

const POLICY_PORTS = list(
  struct('NetworkPolicyPort', { protocol: { string: 'Protocol' }, port: 'intOrString', endPort: 'int32' }),
);

const POLICY_PEERS = list(
  struct('NetworkPolicyPeer', {
    podSelector: LABEL_SELECTOR,
    namespaceSelector: LABEL_SELECTOR,
    ipBlock: struct('IPBlock', { cidr: 'string', except: list('string') }),
  }),
);

export const NETWORK_POLICY = struct('NetworkPolicy', {
  ...TYPE_AND_META,
  spec: struct('NetworkPolicySpec', {
    podSelector: LABEL_SELECTOR,
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

export const CONFIG_MAP = openStruct('ConfigMap', { ...TYPE_AND_META, data: STRING_MAP });

import type { Manifest } from '../../src/model/manifest';
import type { JsonObject } from '../../src/terms/json';

/** An object as it is applied first, and as it is applied over that. */
export interface Pair {
  readonly title: string;
  readonly old: Manifest;
  readonly new: Manifest;
}

/** An object, and what is changed in it: fields by path, undefined to leave one out. */
type Edit = Readonly<Record<string, unknown>>;

/** Every pair; names are unique, and nothing runs on a cluster to which they are applied. */
export function pairs(): readonly Pair[] {
  const all = [...services(), ...workloads(), ...jobs(), ...pods(), ...network(), ...data(), ...others()];
  const numbers = new Numbers();
  return all.map((each, index) => numbers.named(each, index));
}

function pair(title: string, base: Manifest, before: Edit, after: Edit): Pair {
  return { title, old: edited(base, before), new: edited(base, after) };
}

/** Every edit of a list over every other one. */
function among(kind: string, base: Manifest, edits: readonly (readonly [string, Edit])[]): readonly Pair[] {
  return edits.flatMap(([from, before]) =>
    edits.flatMap(([to, after]) => (from === to ? [] : [pair(`${kind}: ${from} to ${to}`, base, before, after)])),
  );
}

/** The first of a list, over which each of the others is applied. */
function from(kind: string, base: Manifest, edits: readonly (readonly [string, Edit])[]): readonly Pair[] {
  return edits.map(([to, after]) => pair(`${kind}: ${to}`, base, {}, after));
}

const object = (apiVersion: string, kind: string, fields: JsonObject): Manifest => ({
  apiVersion,
  kind,
  metadata: {},
  ...fields,
});

const SERVICE = object('v1', 'Service', { spec: { selector: { app: 'x' }, ports: [{ port: 80 }] } });

function services(): readonly Pair[] {
  const http = { name: 'http', port: 80, targetPort: 8080 };
  const dns = { name: 'dns', port: 53 };
  const types: readonly (readonly [string, Edit])[] = [
    ['ClusterIP', {}],
    ['ClusterIP with an address', { 'spec.clusterIP': 'ADDRESS' }],
    ['headless', { 'spec.clusterIP': 'None' }],
    ['NodePort', { 'spec.type': 'NodePort' }],
    ['NodePort with a number', { 'spec.type': 'NodePort', 'spec.ports': [{ port: 80, nodePort: 'NODEPORT' }] }],
    ['LoadBalancer', { 'spec.type': 'LoadBalancer' }],
    ['LoadBalancer Local', { 'spec.type': 'LoadBalancer', 'spec.externalTrafficPolicy': 'Local' }],
    ['LoadBalancer without node ports', { 'spec.type': 'LoadBalancer', 'spec.allocateLoadBalancerNodePorts': false }],
    ['LoadBalancer of a class', { 'spec.type': 'LoadBalancer', 'spec.loadBalancerClass': 'example.com/a' }],
    [
      'ExternalName',
      {
        'spec.type': 'ExternalName',
        'spec.externalName': 'example.com',
        'spec.selector': undefined,
        'spec.ports': undefined,
      },
    ],
    ['ClusterIP, type said', { 'spec.type': 'ClusterIP' }],
  ];
  const ports: readonly (readonly [string, Edit])[] = [
    ['http', { 'spec.ports': [http] }],
    ['unnamed', { 'spec.ports': [{ port: 80, targetPort: 8080 }] }],
    ['http renamed', { 'spec.ports': [{ ...http, name: 'web' }] }],
    ['http on 81', { 'spec.ports': [{ ...http, port: 81 }] }],
    ['http over UDP', { 'spec.ports': [{ ...http, protocol: 'UDP' }] }],
    ['http and metrics', { 'spec.ports': [http, { name: 'metrics', port: 9090 }] }],
    ['metrics and http', { 'spec.ports': [{ name: 'metrics', port: 9090 }, http] }],
    [
      'TCP and UDP of one number',
      {
        'spec.ports': [
          { ...dns, name: 'tcp', protocol: 'TCP' },
          { ...dns, name: 'udp', protocol: 'UDP' },
        ],
      },
    ],
    [
      'UDP and TCP of one number',
      {
        'spec.ports': [
          { ...dns, name: 'udp', protocol: 'UDP' },
          { ...dns, name: 'tcp', protocol: 'TCP' },
        ],
      },
    ],
    ['TCP of 53', { 'spec.ports': [{ ...dns, name: 'tcp', protocol: 'TCP' }] }],
    ['UDP of 53', { 'spec.ports': [{ ...dns, name: 'udp', protocol: 'UDP' }] }],
  ];
  const nodePorts = (list: readonly JsonObject[]) => ({ 'spec.type': 'NodePort', 'spec.ports': list });
  const numbered: readonly (readonly [string, Edit])[] = [
    ['one', nodePorts([{ name: 'a', port: 80, nodePort: 'NODEPORT' }])],
    ['the same left out', nodePorts([{ name: 'a', port: 80 }])],
    ['another number', nodePorts([{ name: 'a', port: 80, nodePort: 'NODEPORT2' }])],
    ['renamed', nodePorts([{ name: 'b', port: 80 }])],
    ['another port', nodePorts([{ name: 'a', port: 81 }])],
    [
      'one more',
      nodePorts([
        { name: 'a', port: 80 },
        { name: 'b', port: 81 },
      ]),
    ],
    [
      'one more with its number',
      nodePorts([
        { name: 'a', port: 80 },
        { name: 'b', port: 81, nodePort: 'NODEPORT' },
      ]),
    ],
  ];
  const refusedPorts: readonly (readonly [string, Edit])[] = [
    ['out of range', nodePorts([{ name: 'a', port: 80, nodePort: 80 }])],
    [
      'twice',
      nodePorts([
        { name: 'a', port: 80, nodePort: 'NODEPORT' },
        { name: 'b', port: 81, nodePort: 'NODEPORT' },
      ]),
    ],
  ];
  const fields: readonly (readonly [string, Edit])[] = [
    ['another selector', { 'spec.selector': { app: 'y' } }],
    ['one label more', { 'spec.selector': { app: 'x', tier: 'front' } }],
    ['no selector', { 'spec.selector': undefined }],
    ['affinity', { 'spec.sessionAffinity': 'ClientIP' }],
    [
      'affinity timeout',
      { 'spec.sessionAffinity': 'ClientIP', 'spec.sessionAffinityConfig': { clientIP: { timeoutSeconds: 0 } } },
    ],
    ['IPv6', { 'spec.ipFamilies': ['IPv6'] }],
    ['IPv4', { 'spec.ipFamilies': ['IPv4'] }],
    ['dual-stack', { 'spec.ipFamilyPolicy': 'RequireDualStack' }],
    ['prefers dual-stack', { 'spec.ipFamilyPolicy': 'PreferDualStack' }],
    ['clusterIPs', { 'spec.clusterIP': 'ADDRESS', 'spec.clusterIPs': ['ADDRESS'] }],
    ['clusterIPs alone', { 'spec.clusterIPs': ['ADDRESS'] }],
    ['an address that is none', { 'spec.clusterIP': '10.96.0.300' }],
    ['an address out of range', { 'spec.clusterIP': '192.0.2.1' }],
    ['external addresses', { 'spec.externalIPs': ['192.0.2.1'] }],
    ['internal policy Local', { 'spec.internalTrafficPolicy': 'Local' }],
    ['external policy Local', { 'spec.externalTrafficPolicy': 'Local' }],
    ['no ports', { 'spec.ports': [] }],
    ['ports left out', { 'spec.ports': undefined }],
    ['port 0', { 'spec.ports': [{ port: 0 }] }],
    ['a class', { 'spec.loadBalancerClass': 'example.com/a' }],
    ['not ready', { 'spec.publishNotReadyAddresses': true }],
    ['distribution', { 'spec.trafficDistribution': 'PreferClose' }],
    ['health check node port', { 'spec.healthCheckNodePort': 'NODEPORT' }],
    ['a bad label', { 'metadata.labels': { 'a b': 'c' } }],
    ['a type that is none', { 'spec.type': 'Cluster' }],
  ];
  const balancers: readonly (readonly [string, Edit])[] = [
    ['class a', { 'spec.type': 'LoadBalancer', 'spec.loadBalancerClass': 'example.com/a' }],
    ['class b', { 'spec.type': 'LoadBalancer', 'spec.loadBalancerClass': 'example.com/b' }],
    ['no class', { 'spec.type': 'LoadBalancer' }],
    ['Local', { 'spec.type': 'LoadBalancer', 'spec.externalTrafficPolicy': 'Local' }],
    [
      'Local with a port',
      { 'spec.type': 'LoadBalancer', 'spec.externalTrafficPolicy': 'Local', 'spec.healthCheckNodePort': 'NODEPORT' },
    ],
  ];
  const headless = edited(SERVICE, { 'spec.clusterIP': 'None' });
  return [
    ...among('Service type', SERVICE, types),
    ...among('Service ports', SERVICE, ports),
    ...among('Service node ports', SERVICE, numbered),
    ...from('Service with a node port', edited(SERVICE, numbered[0]?.[1] ?? {}), refusedPorts),
    ...from('Service', SERVICE, fields),
    ...among('Service balancer', SERVICE, balancers),
    ...from('headless Service', headless, [
      ['another selector', { 'spec.selector': { app: 'y' } }],
      ['no selector', { 'spec.selector': undefined }],
      ['IPv6', { 'spec.ipFamilies': ['IPv6'] }],
      ['ports left out', { 'spec.ports': undefined }],
      ['None left out', { 'spec.clusterIP': undefined }],
      ['an address', { 'spec.clusterIP': 'ADDRESS' }],
      ['NodePort', { 'spec.type': 'NodePort' }],
      ['NodePort and no None', { 'spec.type': 'NodePort', 'spec.clusterIP': undefined }],
      ['LoadBalancer and no None', { 'spec.type': 'LoadBalancer', 'spec.clusterIP': undefined }],
    ]),
  ];
}

const CONTAINER: JsonObject = { name: 'main', image: 'registry.example/x:1' };
/** Found on no node. */
const NOWHERE = { nodeSelector: { 'example.com/nowhere': 'true' } };
const TEMPLATE = { metadata: { labels: { app: 'x' } }, spec: { ...NOWHERE, containers: [CONTAINER] } };

function controller(kind: string, more: JsonObject = {}): Manifest {
  return object('apps/v1', kind, {
    spec: { replicas: 0, selector: { matchLabels: { app: 'x' } }, template: TEMPLATE, ...more },
  });
}

const CLAIM = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

function workloads(): readonly Pair[] {
  const relabelled: Edit = { 'spec.selector.matchLabels': { app: 'y' }, 'spec.template.metadata.labels': { app: 'y' } };
  const wider: Edit = {
    'spec.selector.matchLabels': { app: 'x', tier: 'front' },
    'spec.template.metadata.labels': { app: 'x', tier: 'front' },
  };
  const common: readonly (readonly [string, Edit])[] = [
    ['another selector', relabelled],
    ['one label more in the selector', wider],
    ['one label more in the template', { 'spec.template.metadata.labels': { app: 'x', tier: 'front' } }],
    ['template that the selector does not match', { 'spec.template.metadata.labels': { app: 'y' } }],
    ['an expression in the selector', { 'spec.selector.matchExpressions': [{ key: 'app', operator: 'Exists' }] }],
    ['another image', { 'spec.template.spec.containers': [{ ...CONTAINER, image: 'registry.example/x:2' }] }],
    ['one container more', { 'spec.template.spec.containers': [CONTAINER, { name: 'side', image: 'side' }] }],
    ['another container', { 'spec.template.spec.containers': [{ name: 'side', image: 'side' }] }],
    ['a port', { 'spec.template.spec.containers': [{ ...CONTAINER, ports: [{ containerPort: 8080 }] }] }],
    ['a port that is none', { 'spec.template.spec.containers': [{ ...CONTAINER, ports: [{ containerPort: 0 }] }] }],
    ['no containers', { 'spec.template.spec.containers': [] }],
    ['annotations', { 'metadata.annotations': { a: 'b' } }],
  ];
  const set = controller('StatefulSet', { serviceName: 'one' });
  return [
    ...from('Deployment', controller('Deployment'), [
      ...common,
      ['replicas', { 'spec.paused': true }],
      ['Recreate', { 'spec.strategy': { type: 'Recreate' } }],
      ['no selector', { 'spec.selector': undefined }],
    ]),
    pair(
      'Deployment: Recreate over a rolling update',
      controller('Deployment', { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } }),
      {},
      { 'spec.strategy': { type: 'Recreate' } },
    ),
    ...from('ReplicaSet', controller('ReplicaSet'), common),
    ...from('DaemonSet', edited(controller('DaemonSet'), { 'spec.replicas': undefined }), common),
    ...from('StatefulSet', set, [
      ...common,
      ['serviceName', { 'spec.serviceName': 'two' }],
      ['serviceName left out', { 'spec.serviceName': undefined }],
      ['podManagementPolicy', { 'spec.podManagementPolicy': 'Parallel' }],
      ['podManagementPolicy said', { 'spec.podManagementPolicy': 'OrderedReady' }],
      ['claims', { 'spec.volumeClaimTemplates': [CLAIM] }],
      ['ordinals', { 'spec.ordinals': { start: 1 } }],
      ['minReadySeconds', { 'spec.minReadySeconds': 5 }],
      ['revisionHistoryLimit', { 'spec.revisionHistoryLimit': 3 }],
      ['updateStrategy', { 'spec.updateStrategy': { type: 'OnDelete' } }],
      ['retention', { 'spec.persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Delete', whenScaled: 'Retain' } }],
      [
        'serviceName and image',
        { 'spec.serviceName': 'two', 'spec.template.spec.containers': [{ ...CONTAINER, image: 'y' }] },
      ],
    ]),
    ...from('StatefulSet with claims', edited(set, { 'spec.volumeClaimTemplates': [CLAIM] }), [
      ['more storage', { 'spec.volumeClaimTemplates': [edited(CLAIM, { 'spec.resources.requests.storage': '2Gi' })] }],
      [
        'the same storage',
        { 'spec.volumeClaimTemplates': [edited(CLAIM, { 'spec.resources.requests.storage': '1024Mi' })] },
      ],
      ['volumeMode said', { 'spec.volumeClaimTemplates': [edited(CLAIM, { 'spec.volumeMode': 'Filesystem' })] }],
      ['a class', { 'spec.volumeClaimTemplates': [edited(CLAIM, { 'spec.storageClassName': 'fast' })] }],
      ['none', { 'spec.volumeClaimTemplates': undefined }],
      ['labels of claims', { 'spec.volumeClaimTemplates': [edited(CLAIM, { 'metadata.labels': { a: 'b' } })] }],
      ['replicas and image', { 'spec.template.spec.containers': [{ ...CONTAINER, image: 'y' }] }],
    ]),
    ...from(
      'ReplicationController',
      object('v1', 'ReplicationController', { spec: { replicas: 0, selector: { app: 'x' }, template: TEMPLATE } }),
      [
        ['another selector', { 'spec.selector': { app: 'y' }, 'spec.template.metadata.labels': { app: 'y' } }],
        ['template not matched', { 'spec.template.metadata.labels': { app: 'y' } }],
        ['another image', { 'spec.template.spec.containers': [{ ...CONTAINER, image: 'y' }] }],
      ],
    ),
  ];
}

function jobs(): readonly Pair[] {
  const template = { spec: { ...NOWHERE, restartPolicy: 'Never', containers: [CONTAINER] } };
  const job = object('batch/v1', 'Job', { spec: { suspend: true, template } });
  const running = object('batch/v1', 'Job', { spec: { template } });
  const indexed = edited(job, { 'spec.completionMode': 'Indexed', 'spec.completions': 2, 'spec.parallelism': 1 });
  const edits: readonly (readonly [string, Edit])[] = [
    ['another image', { 'spec.template.spec.containers': [{ ...CONTAINER, image: 'registry.example/x:2' }] }],
    ['a variable', { 'spec.template.spec.containers': [{ ...CONTAINER, env: [{ name: 'A', value: 'b' }] }] }],
    ['what is default, said', { 'spec.template.spec.containers': [{ ...CONTAINER, imagePullPolicy: 'IfNotPresent' }] }],
    ['dnsPolicy said', { 'spec.template.spec.dnsPolicy': 'ClusterFirst' }],
    ['a label', { 'spec.template.metadata': { labels: { a: 'b' } } }],
    ['restartPolicy', { 'spec.template.spec.restartPolicy': 'OnFailure' }],
    ['completions', { 'spec.completions': 3 }],
    ['parallelism', { 'spec.parallelism': 3 }],
    ['backoffLimit', { 'spec.backoffLimit': 1 }],
    ['ttl', { 'spec.ttlSecondsAfterFinished': 60 }],
    ['completionMode', { 'spec.completionMode': 'Indexed', 'spec.completions': 1 }],
    ['manualSelector', { 'spec.manualSelector': true }],
    ['a selector', { 'spec.selector': { matchLabels: { a: 'b' } } }],
    ['activeDeadlineSeconds', { 'spec.activeDeadlineSeconds': 60 }],
    ['node selector', { 'spec.template.spec.nodeSelector': { 'example.com/nowhere': 'no' } }],
    ['tolerations', { 'spec.template.spec.tolerations': [{ key: 'a', operator: 'Exists' }] }],
  ];
  const cron = object('batch/v1', 'CronJob', {
    spec: { schedule: '0 0 31 2 *', suspend: true, jobTemplate: { spec: { template } } },
  });
  return [
    ...from('Job', job, edits),
    ...from('running Job', running, edits.slice(0, 8)),
    pair('running Job: node selector', running, {}, { 'spec.template.spec.nodeSelector': { a: 'b' } }),
    pair('running Job: suspended', running, {}, { 'spec.suspend': true }),
    pair(
      'running Job: suspended with another image',
      running,
      {},
      {
        'spec.suspend': true,
        'spec.template.spec.containers': [{ ...CONTAINER, image: 'y' }],
      },
    ),
    ...from('indexed Job', indexed, [
      ['completions and parallelism', { 'spec.completions': 3, 'spec.parallelism': 3 }],
      ['completions', { 'spec.completions': 3 }],
      ['NonIndexed', { 'spec.completionMode': 'NonIndexed' }],
    ]),
    ...from('CronJob', cron, [
      ['schedule', { 'spec.schedule': '1 0 31 2 *' }],
      ['another image', { 'spec.jobTemplate.spec.template.spec.containers': [{ ...CONTAINER, image: 'y' }] }],
    ]),
  ];
}

function pods(): readonly Pair[] {
  const spec = { ...NOWHERE, terminationGracePeriodSeconds: 5, containers: [CONTAINER] };
  const pod = object('v1', 'Pod', { metadata: { labels: { run: 'x' } }, spec });
  return from('Pod', pod, [
    ['another image', { 'spec.containers': [{ ...CONTAINER, image: 'y' }] }],
    ['labels', { 'metadata.labels': { app: 'y' } }],
    ['annotations', { 'metadata.annotations': { a: 'b' } }],
    ['a port', { 'spec.containers': [{ ...CONTAINER, ports: [{ containerPort: 8080 }] }] }],
    ['a variable', { 'spec.containers': [{ ...CONTAINER, env: [{ name: 'A', value: 'b' }] }] }],
    ['one container more', { 'spec.containers': [CONTAINER, { name: 'side', image: 'side' }] }],
    ['another container', { 'spec.containers': [{ name: 'side', image: 'side' }] }],
    ['hostNetwork', { 'spec.hostNetwork': true }],
    ['a toleration', { 'spec.tolerations': [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }] }],
    ['activeDeadlineSeconds', { 'spec.activeDeadlineSeconds': 60 }],
    ['grace period', { 'spec.terminationGracePeriodSeconds': 6 }],
    ['restartPolicy', { 'spec.restartPolicy': 'Never' }],
    ['what is default, said', { 'spec.restartPolicy': 'Always', 'spec.dnsPolicy': 'ClusterFirst' }],
    ['pull policy said', { 'spec.containers': [{ ...CONTAINER, imagePullPolicy: 'IfNotPresent' }] }],
    ['readiness', { 'spec.containers': [{ ...CONTAINER, readinessProbe: { tcpSocket: { port: 80 } } }] }],
    ['hostname', { 'spec.hostname': 'x' }],
    ['a node', { 'spec.nodeSelector': { 'example.com/nowhere': 'true', a: 'b' } }],
    ['image that is none', { 'spec.containers': [{ name: 'main', image: '' }] }],
  ]);
}

function network(): readonly Pair[] {
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } };
  const ingress = object('networking.k8s.io/v1', 'Ingress', {
    spec: { ingressClassName: 'a', rules: [{ host: 'x.example.com', http: { paths: [path] } }] },
  });
  const ingressClass = object('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'example.com/a' } });
  const slice = object('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.0.2.1'] }],
    ports: [{ name: 'http', port: 80 }],
  });
  const policy = object('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: { podSelector: { matchLabels: { app: 'x' } }, ingress: [{ ports: [{ port: 80 }] }] },
  });
  const endpoints = object('v1', 'Endpoints', {
    subsets: [{ addresses: [{ ip: '192.0.2.1' }], ports: [{ port: 80 }] }],
  });
  return [
    ...from('Ingress', ingress, [
      ['another class', { 'spec.ingressClassName': 'b' }],
      ['no class', { 'spec.ingressClassName': undefined }],
      [
        'the annotation in place of the class',
        { 'spec.ingressClassName': undefined, 'metadata.annotations': { 'kubernetes.io/ingress.class': 'a' } },
      ],
      ['the annotation beside the class', { 'metadata.annotations': { 'kubernetes.io/ingress.class': 'a' } }],
      ['another host', { 'spec.rules': [{ host: 'y.example.com', http: { paths: [path] } }] }],
      ['a bad path', { 'spec.rules': [{ http: { paths: [{ ...path, path: 'x' }] } }] }],
      ['no rules', { 'spec.rules': undefined }],
      ['TLS', { 'spec.tls': [{ hosts: ['x.example.com'], secretName: 'x' }] }],
      ['default backend', { 'spec.defaultBackend': path.backend }],
      ['no pathType', { 'spec.rules': [{ http: { paths: [{ path: '/', backend: path.backend }] } }] }],
    ]),
    ...from('IngressClass', ingressClass, [
      ['another controller', { 'spec.controller': 'example.com/b' }],
      ['default', { 'metadata.annotations': { 'ingressclass.kubernetes.io/is-default-class': 'true' } }],
      ['parameters', { 'spec.parameters': { kind: 'X', name: 'x', apiGroup: 'example.com' } }],
      ['no controller', { 'spec.controller': undefined }],
    ]),
    ...from('EndpointSlice', slice, [
      ['IPv6', { addressType: 'IPv6', endpoints: [{ addresses: ['2001:db8::1'] }] }],
      ['IPv6 with an address of IPv4', { addressType: 'IPv6' }],
      ['FQDN', { addressType: 'FQDN', endpoints: [{ addresses: ['example.com'] }] }],
      ['another address', { endpoints: [{ addresses: ['192.0.2.2'] }] }],
      ['another port', { ports: [{ name: 'http', port: 81 }] }],
      ['no ports', { ports: undefined }],
      ['a bad address', { endpoints: [{ addresses: ['192.0.2'] }] }],
      ['a Service', { 'metadata.labels': { 'kubernetes.io/service-name': 'x' } }],
    ]),
    ...from('NetworkPolicy', policy, [
      ['another selector', { 'spec.podSelector': { matchLabels: { app: 'y' } } }],
      ['egress', { 'spec.egress': [{}], 'spec.policyTypes': ['Ingress', 'Egress'] }],
      ['a bad port', { 'spec.ingress': [{ ports: [{ port: 0 }] }] }],
      ['everything', { 'spec.podSelector': {} }],
    ]),
    ...from('Endpoints', endpoints, [
      ['another address', { subsets: [{ addresses: [{ ip: '192.0.2.2' }], ports: [{ port: 80 }] }] }],
      ['none', { subsets: undefined }],
    ]),
  ];
}

function data(): readonly Pair[] {
  const map = object('v1', 'ConfigMap', { data: { a: '1', b: '2' } });
  const secret = object('v1', 'Secret', { type: 'Opaque', stringData: { a: '1' } });
  const edits: readonly (readonly [string, Edit])[] = [
    ['another value', { data: { a: '2', b: '2' } }],
    ['one key less', { data: { a: '1' } }],
    ['immutable', { immutable: true }],
    ['mutable again', { immutable: false }],
    ['immutable left out', { immutable: undefined }],
    ['a label', { 'metadata.labels': { a: 'b' } }],
    ['binary data', { binaryData: { c: 'AA==' } }],
  ];
  return [
    ...from('ConfigMap', map, edits.slice(0, 4)),
    ...from('immutable ConfigMap', edited(map, { immutable: true }), edits),
    ...from('Secret', secret, [
      ['another type', { type: 'kubernetes.io/basic-auth', stringData: { username: 'x', password: 'y' } }],
      ['TLS', { type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'x', 'tls.key': 'y' } }],
      ['type left out', { type: undefined }],
      ['another value', { stringData: { a: '2' } }],
      ['data in place of stringData', { stringData: undefined, data: { a: 'Mg==' } }],
      ['immutable', { immutable: true }],
    ]),
    ...from('immutable Secret', edited(secret, { immutable: true }), [
      ['another value', { stringData: { a: '2' } }],
      ['the same value as data', { stringData: undefined, data: { a: 'MQ==' } }],
      ['mutable again', { immutable: false }],
      ['a label', { 'metadata.labels': { a: 'b' } }],
      ['another type and value', { type: 'example.com/x', stringData: { a: '2' } }],
    ]),
    ...from(
      'TLS Secret',
      object('v1', 'Secret', { type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'x', 'tls.key': 'y' } }),
      [
        ['no key', { stringData: { 'tls.crt': 'x' } }],
        ['another key', { stringData: { 'tls.crt': 'x', 'tls.key': 'z' } }],
        ['Opaque', { type: 'Opaque' }],
      ],
    ),
  ];
}

function others(): readonly Pair[] {
  const claim = object('v1', 'PersistentVolumeClaim', { spec: { ...CLAIM.spec, storageClassName: 'none' } });
  const storage = object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.com/a', parameters: { a: 'b' } });
  const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
  const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: role,
    subjects: [{ kind: 'ServiceAccount', name: 'default' }],
  });
  const priority = object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 });
  return [
    ...from('PersistentVolumeClaim', claim, [
      // Whether a request may change depends on whether a volume is bound.
      ['the same storage', { 'spec.resources.requests.storage': '1024Mi' }],
      ['another class', { 'spec.storageClassName': 'other' }],
      ['another mode', { 'spec.accessModes': ['ReadWriteMany'] }],
      ['volumeMode said', { 'spec.volumeMode': 'Filesystem' }],
      ['volumeMode Block', { 'spec.volumeMode': 'Block' }],
      ['a selector', { 'spec.selector': { matchLabels: { a: 'b' } } }],
      ['labels', { 'metadata.labels': { a: 'b' } }],
    ]),
    ...from('StorageClass', storage, [
      ['another provisioner', { provisioner: 'example.com/b' }],
      ['another parameter', { parameters: { a: 'c' } }],
      ['reclaimPolicy', { reclaimPolicy: 'Retain' }],
      ['volumeBindingMode', { volumeBindingMode: 'WaitForFirstConsumer' }],
      ['expansion', { allowVolumeExpansion: true }],
    ]),
    ...from('RoleBinding', binding, [
      ['another role', { roleRef: { ...role, name: 'edit' } }],
      ['another subject', { subjects: [{ kind: 'ServiceAccount', name: 'other' }] }],
    ]),
    ...from('PriorityClass', priority, [
      ['another value', { value: 2 }],
      ['preemption', { preemptionPolicy: 'Never' }],
      ['description', { description: 'x' }],
    ]),
  ];
}

/** A copy with other fields: `spec.ports` and so on; undefined leaves one out. */
function edited<T extends JsonObject>(base: T, edit: Edit): T {
  const copy = structuredClone(base);
  for (const [path, value] of Object.entries(edit)) {
    const steps = path.split('.');
    let holder = copy as Record<string, unknown>;
    for (const step of steps.slice(0, -1)) holder = (holder[step] ??= {}) as Record<string, unknown>;
    const last = steps.at(-1) ?? '';
    if (value === undefined) delete holder[last];
    else holder[last] = structuredClone(value);
  }
  return copy;
}

/** Gives names, node ports and addresses that no other pair has: of each range the part that is left to those who ask. */
class Numbers {
  private nodePort = 30000;
  private address = 100;

  named({ title, old, new: after }: Pair, index: number): Pair {
    let text = JSON.stringify({ title, old, new: after });
    for (const place of ['"NODEPORT"', '"NODEPORT2"']) {
      if (text.includes(place)) text = text.replaceAll(place, String(++this.nodePort));
    }
    if (text.includes('ADDRESS')) text = text.replaceAll('ADDRESS', `10.96.0.${++this.address}`);
    const name = `u${String(index + 1).padStart(3, '0')}`;
    const numbered = JSON.parse(text) as Pair;
    return { ...numbered, old: named(numbered.old, name), new: named(numbered.new, name) };
  }
}

function named(object: Manifest, name: string): Manifest {
  return edited(object, { 'metadata.name': name });
}

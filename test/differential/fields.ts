import * as fc from 'fast-check';
import type { ClusterFacts } from './facts';
import { GATEWAY_KINDS, gatewayFields, isGatewayKind } from './gateway-kinds';
import { NETWORK_POLICY } from './network-policy-fields';
import * as values from './values';

/** The kinds that are compared, and where they are created. */
export const KINDS = {
  Service: { apiVersion: 'v1', resource: 'services', namespaced: true },
  Ingress: { apiVersion: 'networking.k8s.io/v1', resource: 'ingresses', namespaced: true },
  IngressClass: { apiVersion: 'networking.k8s.io/v1', resource: 'ingressclasses', namespaced: false },
  EndpointSlice: { apiVersion: 'discovery.k8s.io/v1', resource: 'endpointslices', namespaced: true },
  NetworkPolicy: { apiVersion: 'networking.k8s.io/v1', resource: 'networkpolicies', namespaced: true },
  ...GATEWAY_KINDS,
} as const;

export type Kind = keyof typeof KINDS;
export type Path = readonly (number | string)[];

/** A field of a kind, and what to write there. */
export interface Field {
  readonly path: Path;
  readonly values: fc.Arbitrary<unknown>;
}

const pick = fc.constantFrom;

/** Every field that some rule looks at. */
export function fieldsOf(kind: Kind, facts: ClusterFacts): readonly Field[] {
  return [
    ...METADATA,
    ...(kind === 'NetworkPolicy' ? [] : WHOLE),
    ...(isGatewayKind(kind) ? gatewayFields(kind) : kind === 'Service' ? serviceFields(facts) : FIELDS[kind]),
  ];
}

const OWNER = fc.record(
  {
    apiVersion: pick('v1', 'apps/v1', '', '/', 'a/b/c', 'apps/', '/v1', 'events.k8s.io/v1'),
    kind: pick('Pod', 'Event', '', 'Deployment'),
    name: pick('web', '', 'Web'),
    uid: pick('3f2a', '9c41', ''),
    controller: fc.boolean(),
    blockOwnerDeletion: fc.boolean(),
  },
  { requiredKeys: ['apiVersion', 'kind', 'name', 'uid'] },
);

/** What stands at the top. */
const WHOLE: readonly Field[] = [
  { path: ['spec'], values: pick<unknown>(null, {}, [], '', 5) },
  { path: ['metadata'], values: pick<unknown>({ name: 'web' }, { name: 'web', labels: null }, [], '', 5) },
];

const TWO_DIGITS = pick('00', '01', '05', '12', '23', '24', '30', '31', '59', '60', '5', '005');

const TIME = fc.oneof(
  fc
    .tuple(
      fc
        .tuple(pick('2020', '2021', '0000', '9999', '20', '02020'), TWO_DIGITS, TWO_DIGITS)
        .map((parts) => parts.join('-')),
      pick('T', 't', ' '),
      fc.tuple(TWO_DIGITS, TWO_DIGITS, TWO_DIGITS).map((parts) => parts.join(':')),
      pick('', '', '.5', ',5', '.', '.1234567890123'),
      pick('Z', 'Z', 'z', '', '+01:00', '-00:00', '+24:00', '+23:59', '+23:60', '+1:00', '+0100', ' Z'),
    )
    .map((parts) => parts.join('')),
  pick(
    '2020-01-01T00:00:00Z',
    '2020-01-01T00:00:00.5+01:00',
    '',
    '2020-01-01',
    '2020-13-01T00:00:00Z',
    null,
    0,
    '2020-01-01T24:00:00Z',
    '2020-01-01t00:00:00z',
    '2020-02-30T00:00:00Z',
    '2020-01-01T00:00:60Z',
    '2020-01-01T00:00:00,5Z',
    '2020-01-01T0:00:00Z',
  ),
);

const METADATA: readonly Field[] = [
  { path: ['metadata', 'name'], values: values.dnsName },
  {
    path: ['metadata', 'generateName'],
    values: fc.oneof(values.dnsName, pick('web-', 'a_-', 'A-', '1web-', '-', '--', `${'x'.repeat(63)}-`)),
  },
  { path: ['metadata', 'namespace'], values: pick('', null, 'Bad', 'a.b', 'a_b', '-a', 'x'.repeat(64)) },
  { path: ['metadata', 'labels'], values: values.labels },
  {
    path: ['metadata', 'annotations'],
    values: fc.oneof(values.labels, pick({ a: 'é\n' }, { a: 'x'.repeat(262_143) }, { a: 'x'.repeat(262_144) })),
  },
  { path: ['metadata', 'finalizers'], values: fc.array(values.qualifiedName, { maxLength: 3 }) },
  { path: ['metadata', 'ownerReferences'], values: fc.array(OWNER, { maxLength: 3 }) },
  { path: ['metadata', 'generation'], values: pick<unknown>(-1, 0, 1, 1.5, '1', 2 ** 53) },
  {
    path: ['metadata', 'resourceVersion'],
    values: pick<unknown>('', '0', '1', 'abc', '00', '18446744073709551616', '-1', '+1', ' 1', 1),
  },
  { path: ['metadata', 'creationTimestamp'], values: TIME },
  { path: ['metadata', 'deletionTimestamp'], values: TIME },
  { path: ['metadata', 'deletionGracePeriodSeconds'], values: pick<unknown>(0, 30, -1, '30') },
  { path: ['metadata', 'uid'], values: pick<unknown>('', 'x', 'not a uid', 5) },
  { path: ['metadata', 'selfLink'], values: pick<unknown>('', '/x', 5) },
  {
    path: ['metadata', 'managedFields'],
    values: pick<unknown>(
      [],
      [{ manager: 'x', operation: 'Foo' }],
      [{ time: '2020' }],
      [{ fieldsV1: {} }],
      [{ fieldsV1: 5 }],
      [{ fieldsV1: null }],
      [{ a: 1 }],
      {},
    ),
  },
  {
    path: ['apiVersion'],
    values: pick('v1', 'v2', 'networking.k8s.io/v1', 'discovery.k8s.io/v1beta1', 'V1', 'extensions/v1beta1'),
  },
];

function serviceFields({ addresses, nodePorts, families }: ClusterFacts): readonly Field[] {
  const clusterIP = fc.oneof(
    { weight: 4, arbitrary: pick('None', '', ...addresses) },
    { weight: 2, arbitrary: pick('none', 'NONE', ...(families.length === 1 ? ['fd00:10:96::7', '::1'] : [])) },
    { weight: 2, arbitrary: values.ip },
  );
  const nodePort = fc.oneof(
    { weight: 3, arbitrary: pick(...nodePorts) },
    { weight: 1, arbitrary: pick<unknown>(0, 1, 80, -5, 29999, 32768, 65536, 2147483648, '30080', 70000) },
  );
  const policy = pick<unknown>('Cluster', 'Local', '', 'local', null, 5);
  const portFields = (index: number): Field[] =>
    [
      { path: ['port'], values: values.port },
      { path: ['name'], values: values.portName },
      { path: ['protocol'], values: pick<unknown>('TCP', 'UDP', 'SCTP', 'tcp', '', 'HTTP', null) },
      { path: ['targetPort'], values: values.targetPort },
      { path: ['nodePort'], values: nodePort },
      { path: ['appProtocol'], values: values.qualifiedName },
    ].map(({ path, ...rest }) => ({ path: ['spec', 'ports', index, ...path], ...rest }));
  const type: Field = {
    path: ['spec', 'type'],
    values: pick('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', '', 'clusterIP', 'Headless'),
  };
  return [
    type,
    type,
    type,
    ...portFields(0),
    ...portFields(1),
    {
      path: ['spec', 'ports'],
      values: pick<unknown>(
        [],
        null,
        [{}],
        [null],
        [{ port: 80 }, { port: 80 }],
        [{ port: 80 }, { port: 81 }],
        { port: 80 },
        [5],
        [[]],
      ),
    },
    {
      path: ['spec', 'ports'],
      values: fc.array(
        fc.record(
          {
            name: pick('a', 'b', 'c'),
            port: pick(53, 80, 81),
            protocol: pick('TCP', 'UDP'),
            nodePort: pick(0, ...nodePorts.slice(0, 3)),
          },
          { requiredKeys: ['name', 'port'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    },
    { path: ['spec', 'selector'], values: values.labels },
    { path: ['spec', 'clusterIP'], values: clusterIP },
    { path: ['spec', 'clusterIP'], values: clusterIP },
    { path: ['spec', 'clusterIPs'], values: fc.array(clusterIP, { maxLength: 3 }) },
    { path: ['spec', 'ipFamilies'], values: fc.array(pick('IPv4', 'IPv6', 'ipv4', ''), { maxLength: 3 }) },
    {
      path: ['spec', 'ipFamilyPolicy'],
      values: pick('SingleStack', 'PreferDualStack', 'RequireDualStack', '', 'DualStack'),
    },
    { path: ['spec', 'externalIPs'], values: fc.array(values.ip, { maxLength: 2 }) },
    { path: ['spec', 'externalName'], values: values.externalName },
    { path: ['spec', 'externalName'], values: values.externalName },
    { path: ['spec', 'externalTrafficPolicy'], values: policy },
    { path: ['spec', 'internalTrafficPolicy'], values: policy },
    {
      path: ['spec', 'trafficDistribution'],
      values: pick<unknown>('PreferClose', 'PreferSameZone', 'PreferSameNode', '', 'preferClose', 'Prefer', null),
    },
    { path: ['spec', 'sessionAffinity'], values: pick('None', 'ClientIP', '', 'clientIP', 'Cookie') },
    {
      path: ['spec', 'sessionAffinityConfig'],
      values: pick<unknown>({}, { clientIP: {} }, { clientIP: null }, null, { clientIP: { timeoutSeconds: 1 } }, [], {
        cookie: {},
      }),
    },
    {
      path: ['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'],
      values: pick<unknown>(0, 1, 86400, 86401, -1, null, '1', 1.5),
    },
    { path: ['spec', 'healthCheckNodePort'], values: nodePort },
    { path: ['spec', 'publishNotReadyAddresses'], values: values.bool },
    { path: ['spec', 'allocateLoadBalancerNodePorts'], values: fc.oneof(values.bool, pick(null)) },
    { path: ['spec', 'loadBalancerClass'], values: values.qualifiedName },
    { path: ['spec', 'loadBalancerIP'], values: fc.oneof(values.ip, values.anyText) },
    { path: ['spec', 'loadBalancerSourceRanges'], values: fc.array(values.cidr, { maxLength: 2 }) },
    {
      path: ['metadata', 'annotations', 'service.beta.kubernetes.io/load-balancer-source-ranges'],
      values: fc.oneof(
        values.cidr,
        fc.tuple(values.cidr, values.cidr).map((parts) => parts.join(',')),
        pick('10.0.0.0/8,', ','),
      ),
    },
    {
      path: ['metadata', 'annotations', 'service.kubernetes.io/topology-mode'],
      values: pick('Auto', 'auto', 'Disabled', '', 'x'),
    },
    {
      path: ['metadata', 'annotations', 'service.kubernetes.io/topology-aware-hints'],
      values: pick('Auto', 'auto', 'Disabled', '', 'x'),
    },
    { path: ['metadata', 'labels', 'service.kubernetes.io/headless'], values: pick('', 'true') },
    {
      path: ['status'],
      values: pick<unknown>(
        {},
        null,
        { loadBalancer: { ingress: [{ ip: 'x' }] } },
        { loadBalancer: 5 },
        { conditions: [{ type: 'x' }] },
        { phase: 'x' },
        { conditions: [{ lastTransitionTime: 'x' }] },
      ),
    },
  ];
}

const BACKEND = pick<unknown>(
  {},
  null,
  { service: { name: 'web', port: { number: 80 } } },
  { service: { name: 'web', port: { name: 'http', number: 80 } } },
  { service: { name: 'web', port: {} } },
  { service: { name: 'web' } },
  { service: {} },
  { service: null, resource: {} },
  { resource: { kind: 'Bucket', name: 'static' } },
  { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'static' } },
  { service: { name: 'web', port: { number: 80 } }, resource: { kind: 'Bucket', name: 'static' } },
  { serviceName: 'web', servicePort: 80 },
  { service: { name: 'web', port: 80 } },
);

const PATH = fc.oneof(
  pick(
    '',
    '/',
    '/a',
    'a',
    '/a/',
    '//',
    '/a//b',
    '/./a',
    '/../a',
    '/a/.',
    '/a/..',
    '/...',
    '/a..',
    '/%2f',
    '/%2F',
    '/%2e',
    '/a b',
    '/a?x=1',
    '/a*',
    '/.*',
    '/é',
  ),
  fc.array(pick('/', 'a', '.', '..', '%2f', '%2F', ' ', '//'), { maxLength: 5 }).map((parts) => `/${parts.join('')}`),
);

function typedReference(path: Path): readonly Field[] {
  return [
    { path: [...path, 'apiGroup'], values: values.dnsName },
    { path: [...path, 'kind'], values: values.dnsName },
    { path: [...path, 'name'], values: values.dnsName },
  ];
}

function backendFields(path: Path): readonly Field[] {
  return [
    { path, values: BACKEND },
    { path: [...path, 'service', 'name'], values: values.dnsName },
    { path: [...path, 'service', 'port', 'name'], values: values.portName },
    { path: [...path, 'service', 'port', 'number'], values: values.port },
    ...typedReference([...path, 'resource']),
  ];
}

const HTTP: Path = ['spec', 'rules', 0, 'http', 'paths', 0];

const INGRESS: readonly Field[] = [
  { path: ['spec', 'ingressClassName'], values: values.dnsName },
  { path: ['metadata', 'annotations', 'kubernetes.io/ingress.class'], values: pick('nginx', '', 'contour', 'a b') },
  ...backendFields(['spec', 'defaultBackend']),
  ...backendFields([...HTTP, 'backend']),
  { path: [...HTTP, 'path'], values: PATH },
  { path: [...HTTP, 'path'], values: PATH },
  {
    path: [...HTTP, 'pathType'],
    values: pick<unknown>('Exact', 'Prefix', 'ImplementationSpecific', '', 'prefix', null),
  },
  { path: ['spec', 'rules', 0, 'host'], values: values.host },
  { path: ['spec', 'rules', 1, 'host'], values: values.host },
  {
    path: ['spec', 'rules', 0, 'http'],
    values: pick<unknown>({}, null, { paths: [] }, { paths: null }, { paths: [null] }, { paths: [{}] }),
  },
  { path: ['spec', 'rules'], values: pick<unknown>([], null, [null], [{}], {}, [{ host: 'a' }, { host: 'a' }]) },
  {
    path: ['spec', 'tls'],
    values: pick<unknown>([], [null], [{}], [{ hosts: null }], {}, [{ hosts: [], secretName: '' }]),
  },
  { path: ['spec', 'tls', 0, 'hosts'], values: fc.array(values.host, { maxLength: 2 }) },
  { path: ['spec', 'tls', 0, 'secretName'], values: values.dnsName },
  {
    path: ['status'],
    values: pick<unknown>(
      {},
      null,
      { loadBalancer: { ingress: [{ ip: 'x', ports: [{}] }] } },
      { loadBalancer: { ingress: [{ ipMode: 'VIP' }] } },
    ),
  },
];

const INGRESS_CLASS: readonly Field[] = [
  {
    path: ['spec', 'controller'],
    values: fc.oneof(
      pick(
        'k8s.io/ingress-nginx',
        'example.com/a/b',
        'example.com/',
        '/a',
        'example.com',
        '',
        'Example.com/a',
        'example.com/a b',
        'example.com//',
        '//',
        'a/é',
      ),
      pick(
        `a.b/${'x'.repeat(246)}`,
        `a.b/${'x'.repeat(247)}`,
        "a/-._~%!$&'()*+,;=:",
        'a/@',
        'a/?',
        'a/#',
        'a/[',
        'a_b/c',
        `${'x'.repeat(254)}/a`,
        'a/\n',
      ),
      fc.tuple(values.dnsName, values.anyText).map((parts) => parts.join('/')),
    ),
  },
  {
    path: ['spec', 'parameters'],
    values: pick<unknown>(
      {},
      null,
      { kind: 'ConfigMap', name: 'a' },
      { kind: 'ConfigMap', name: 'a', scope: 'Namespace' },
      { scope: 'Cluster', namespace: '' },
      [],
      'x',
    ),
  },
  ...typedReference(['spec', 'parameters']),
  { path: ['spec', 'parameters', 'scope'], values: pick<unknown>('Cluster', 'Namespace', '', 'cluster', null) },
  { path: ['spec', 'parameters', 'namespace'], values: fc.oneof(values.dnsName, pick(null)) },
  { path: ['spec'], values: pick<unknown>({}, null, [], { controller: null }) },
  { path: ['metadata', 'annotations', 'ingressclass.kubernetes.io/is-default-class'], values: pick('false', '', 'x') },
];

const ENDPOINT: Path = ['endpoints', 0];
const many = (count: number, item: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => item(index));

const ENDPOINT_SLICE: readonly Field[] = [
  { path: ['addressType'], values: pick<unknown>('IPv4', 'IPv6', 'FQDN', '', 'ipv4', null, 4) },
  { path: ['addressType'], values: pick('IPv4', 'IPv6', 'FQDN') },
  { path: [...ENDPOINT, 'addresses'], values: fc.array(fc.oneof(values.ip, values.host), { maxLength: 3 }) },
  { path: [...ENDPOINT, 'addresses', 0], values: values.ip },
  { path: [...ENDPOINT, 'addresses', 0], values: fc.oneof(values.ip, values.host, values.externalName) },
  {
    path: [...ENDPOINT, 'addresses'],
    values: pick(
      many(100, (n) => `10.1.2.${n + 1}`),
      many(101, (n) => `10.1.2.${n + 1}`),
      ['10.1.2.3', '10.1.2.3'],
    ),
  },
  {
    path: ['endpoints'],
    values: pick<unknown>(
      [],
      null,
      [null],
      [{}],
      many(1000, () => ({ addresses: ['10.1.2.3'] })),
      many(1001, () => ({ addresses: ['10.1.2.3'] })),
      {},
    ),
  },
  {
    path: [...ENDPOINT, 'conditions'],
    values: pick<unknown>(
      {},
      null,
      { ready: true },
      { ready: null },
      { ready: 'true' },
      { serving: false, terminating: true },
      { alive: true },
    ),
  },
  { path: [...ENDPOINT, 'hostname'], values: values.dnsName },
  { path: [...ENDPOINT, 'nodeName'], values: values.dnsName },
  { path: [...ENDPOINT, 'zone'], values: fc.oneof(values.labelValue, values.anyText) },
  {
    path: [...ENDPOINT, 'targetRef'],
    values: pick<unknown>(
      {},
      null,
      { kind: 'Pod', name: 'A b', namespace: 'x', uid: 'y' },
      { fieldPath: 5 },
      { apiVersion: 'v1', resourceVersion: 'x' },
    ),
  },
  { path: [...ENDPOINT, 'deprecatedTopology'], values: values.labels },
  {
    path: [...ENDPOINT, 'hints'],
    values: pick<unknown>(
      {},
      null,
      { forZones: [] },
      { forZones: [null] },
      { forNodes: [{}] },
      { forZones: many(9, (n) => ({ name: `z${n}` })) },
      { forNodes: many(9, (n) => ({ name: `n${n}` })) },
      { forZones: many(9, (n) => ({ name: `z${n}` })), forNodes: [{ name: 'A' }] },
    ),
  },
  {
    path: [...ENDPOINT, 'hints', 'forZones'],
    values: fc.array(fc.record({ name: fc.oneof(pick('a', 'b'), values.labelValue) }), { maxLength: 3 }),
  },
  {
    path: [...ENDPOINT, 'hints', 'forNodes'],
    values: fc.array(fc.record({ name: fc.oneof(pick('a', 'b'), values.dnsName) }), { maxLength: 3 }),
  },
  {
    path: ['ports'],
    values: pick<unknown>(
      [],
      null,
      [null],
      [{}],
      [{}, {}],
      [{ port: 80 }, { name: '', port: 80 }],
      [{ name: 'a' }, { name: 'a' }],
      {},
    ),
  },
  { path: ['ports', 0, 'name'], values: fc.oneof(values.portName, values.dnsName) },
  { path: ['ports', 1, 'name'], values: values.portName },
  { path: ['ports', 0, 'port'], values: fc.oneof(values.port, pick(null)) },
  { path: ['ports', 0, 'protocol'], values: pick<unknown>('TCP', 'UDP', 'SCTP', 'tcp', '', null) },
  { path: ['ports', 0, 'appProtocol'], values: values.qualifiedName },
  {
    path: ['metadata', 'labels', 'endpointslice.kubernetes.io/managed-by'],
    values: pick('endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io', 'me'),
  },
  { path: ['metadata', 'labels', 'kubernetes.io/service-name'], values: fc.oneof(pick('web'), values.labelValue) },
];

const FIELDS = {
  Ingress: INGRESS,
  IngressClass: INGRESS_CLASS,
  EndpointSlice: ENDPOINT_SLICE,
  NetworkPolicy: NETWORK_POLICY,
};

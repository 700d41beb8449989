import type { Build } from './list';
import * as o from './objects';

const { many, name, ip, numbers } = o;
const WEB = [o.service('web'), o.deployment('web')];

/** A Pod behind the Service `web`. */
const podWith = (container: object, spec: object = {}) => [
  o.service('web'),
  o.pod('web', o.APP, container as Record<string, unknown>, spec as Record<string, unknown>),
];
const policyWith = (spec: Record<string, unknown>) => [...WEB, o.policy('web', {}, spec)];
const ownedBy = (owners: readonly object[]) => [o.labelled(o.service('web'), { ownerReferences: owners })];
const selecting = (matchExpressions: readonly object[]) => [
  o.service('web'),
  o.workload('Deployment', 'web', o.APP, { selector: { matchLabels: o.APP, matchExpressions } }),
];

/** Lists and maps within one object. */
export const WITHIN: Readonly<Record<string, Build>> = {
  'ports of a Service': (size) => [
    o.deployment('web'),
    o.service(
      'web',
      o.APP,
      many(size, (n) => [{ name: `port-${n}`, port: n + 1, targetPort: 8080 }]),
    ),
  ],
  'ports of a Service, all the same': (size) => [
    o.deployment('web'),
    o.service(
      'web',
      o.APP,
      many(size, () => [{ name: 'port', port: 80 }]),
    ),
  ],
  'pairs of a selector': (size) => [o.service('web', o.pairs(size)), o.deployment('web', o.pairs(size))],
  'addresses and ranges of a Service': (size) => {
    const externalIPs = numbers(size).map(ip);
    const loadBalancerSourceRanges = externalIPs.map((each) => `${each}/32`);
    const spec = { type: 'LoadBalancer', externalIPs, loadBalancerSourceRanges };
    return [o.deployment('web'), o.service('web', o.APP, undefined, spec)];
  },
  'labels and annotations': (size) => [
    o.labelled(o.service('web'), { labels: o.pairs(size), annotations: o.pairs(size) }),
  ],
  'owner references': (size) =>
    ownedBy(many(size, (n) => [{ apiVersion: 'v1', kind: 'Pod', name: name(n), uid: name(n) }])),
  'owner references, all the same': (size) =>
    ownedBy(many(size, () => [{ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'a', controller: true }])),
  finalizers: (size) => [o.labelled(o.service('web'), { finalizers: many(size, (n) => [`example.com/${name(n)}`]) })],
  'fields that are not known': (size) => [o.service('web', o.APP, undefined, o.pairs(size))],
  'paths of a host': (size) => [...WEB, o.ingress('web', [o.rule('www.example.com', numbers(size))])],
  'paths of a host, Exact': (size) => [
    ...WEB,
    o.ingress('web', [o.rule('www.example.com', numbers(size), 'web', 'Exact')]),
  ],
  'paths of a host, all the same': (size) => [
    ...WEB,
    o.ingress('web', [
      o.rule(
        'www.example.com',
        many(size, () => [1]),
      ),
    ]),
  ],
  'paths that lead deeper': (size) => [
    ...WEB,
    o.ingress('web', [
      o.ruleOf(
        'www.example.com',
        many(size, (n) => [`/a/b/${n >> 6}/c${'/d'.repeat(n & 63)}`]),
      ),
    ]),
  ],
  'regular expressions as paths': (size) => [
    ...WEB,
    o.ingress('web', [
      o.ruleOf(
        'www.example.com',
        many(size, (n) => [`/r-${n}/[0-9]+`]),
        'web',
        'ImplementationSpecific',
      ),
    ]),
  ],
  'hosts of an Ingress': (size) => [
    ...WEB,
    o.ingress(
      'web',
      many(size, (n) => [o.rule(`${name(n)}.example.com`, [0])]),
    ),
  ],
  'hosts of an Ingress, all the same': (size) => [
    ...WEB,
    o.ingress(
      'web',
      many(size, (n) => [o.rule('www.example.com', [n])]),
    ),
  ],
  'wildcard hosts': (size) => [
    ...WEB,
    o.ingress(
      'web',
      many(size, (n) => [o.rule(`*.${name(n)}.com`, [0]), o.rule(`a.${name(n)}.com`, [0])]),
    ),
  ],
  'entries of TLS': (size) => {
    const hosts = many(size, (n) => [`${name(n)}.example.com`]);
    const tls = hosts.map((host) => ({ hosts: [host], secretName: 'absent' }));
    return [
      ...WEB,
      o.ingress(
        'web',
        hosts.map((host) => o.rule(host, [0])),
        { tls },
      ),
    ];
  },
  'hosts of one entry of TLS': (size) => {
    const hosts = many(size, (n) => [`${name(n)}.example.com`]);
    return [...WEB, o.ingress('web', [o.rule('www.example.com', [0])], { tls: [{ hosts, secretName: 'absent' }] })];
  },
  'endpoints of a slice': (size) => [
    o.bare('web'),
    o.slice('web', 'web', 0, { endpoints: many(size, (n) => [{ addresses: [ip(n)] }]) }),
  ],
  'addresses of an endpoint': (size) => [
    o.bare('web'),
    o.slice('web', 'web', 0, { endpoints: [{ addresses: numbers(size).map(ip) }] }),
  ],
  'ports of a slice': (size) => [
    o.bare('web'),
    o.slice('web', 'web', 0, { ports: many(size, (n) => [{ name: `port-${n}`, port: n + 1 }]) }),
  ],
  'subsets of Endpoints': (size) => [
    o.bare('web'),
    o.endpoints(
      'web',
      many(size, (n) => [{ addresses: [{ ip: ip(n) }], ports: [{ port: 80 }] }]),
    ),
  ],
  'addresses of a subset of Endpoints': (size) => [
    o.bare('web'),
    o.endpoints('web', [{ addresses: many(size, (n) => [{ ip: ip(n) }]), ports: [{ port: 80 }] }]),
  ],
  'expressions of a selector': (size) => selecting(many(size, (n) => [{ key: `key-${n}`, operator: 'DoesNotExist' }])),
  'values of an expression': (size) =>
    selecting([{ key: 'app', operator: 'In', values: ['web', ...numbers(size).map(name)] }]),
  'rules of a policy': (size) => policyWith({ ingress: many(size, () => [{ from: [{ podSelector: {} }] }]) }),
  'peers of a policy': (size) =>
    policyWith({ ingress: [{ from: many(size, (n) => [{ ipBlock: { cidr: `${ip(n)}/32` } }]) }] }),
  'ports of a policy': (size) => policyWith({ ingress: [{ ports: many(size, (n) => [{ port: n + 1 }]) }] }),
  'excepted blocks': (size) =>
    policyWith({
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: numbers(size).map((n) => `${ip(n)}/32`) } }] }],
    }),
  containers: (size) =>
    podWith(
      {},
      { containers: many(size, (n) => [{ name: name(n), image: 'app', ports: [{ containerPort: n + 1 }] }]) },
    ),
  'containers of one name': (size) => podWith({}, { containers: many(size, () => [{ name: 'app', image: 'app' }]) }),
  'init containers': (size) =>
    podWith({}, { initContainers: many(size, (n) => [{ name: name(n), image: 'app', restartPolicy: 'Always' }]) }),
  'ports of a container': (size) =>
    podWith({ ports: many(size, (n) => [{ name: `port-${n}`, containerPort: n + 1, hostPort: n + 1 }]) }),
  'ports of a container, all the same': (size) =>
    podWith({ ports: many(size, () => [{ name: 'port', containerPort: 80, hostPort: 80 }]) }),
  'variables of a container': (size) =>
    podWith({ env: many(size, (n) => [{ name: `A_${n}`, value: `$(A_${n - 1})` }]) }),
  'variables of one name': (size) =>
    podWith({ env: many(size, (n) => [{ name: 'WEB_SERVICE_HOST', value: name(n) }]) }),
  'sources of variables': (size) =>
    podWith({ envFrom: many(size, (n) => [{ prefix: 'A_', configMapRef: { name: name(n) } }]) }),
  'arguments of a container': (size) =>
    podWith({ image: 'agnhost', args: ['netexec', ...many(size, (n) => [`--http-port=${n}`])] }),
  'host aliases': (size) => podWith({}, { hostAliases: many(size, (n) => [{ ip: ip(n), hostnames: [name(n)] }]) }),
  'names of one host alias': (size) =>
    podWith({}, { hostAliases: [{ ip: '10.0.0.1', hostnames: numbers(size).map(name) }] }),
  'readiness gates': (size) =>
    podWith({}, { readinessGates: many(size, (n) => [{ conditionType: `example.com/${name(n)}` }]) }),
  tolerations: (size) => podWith({}, { tolerations: many(size, (n) => [{ key: name(n), operator: 'Exists' }]) }),
  'terms of an affinity': (size) => {
    const nodeSelectorTerms = many(size, (n) => [{ matchExpressions: [{ key: name(n), operator: 'Exists' }] }]);
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    return podWith({}, { affinity: { nodeAffinity } });
  },
  'pairs of a node selector': (size) => podWith({}, { nodeSelector: o.pairs(size) }),
  'lists of dnsConfig': (size) =>
    podWith(
      {},
      {
        dnsConfig: {
          nameservers: numbers(size).map(ip),
          searches: numbers(size).map(name),
          options: many(size, (n) => [{ name: name(n) }]),
        },
      },
    ),
};

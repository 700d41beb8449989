/** One step of one size, in a process of its own: `graph 1000`. */
import { diff } from '../../src/diff/diff';
import { clusterFor } from '../../src/explain/cluster-for';
import { predictedMap } from '../../src/graph/map-network';
import type { Manifest } from '../../src/model/manifest';

const PER_NAMESPACE = 100;
const OPTIONS = { serviceClusterIPRange: ['10.64.0.0/12'], serviceNodePortRange: '10000-65535' };

const STEPS: Readonly<Record<string, (applications: number) => void>> = {
  graph: (applications) => {
    const network = clusterFor(networkOf(applications, 8080), OPTIONS);
    predictedMap(network, []);
  },
  diff: (applications) => void diff(networkOf(applications, 8080), networkOf(applications, 9090), OPTIONS),
};

/** Applications; the first one has a port of its own, so that two networks differ in it. */
function networkOf(applications: number, firstPort: number): readonly Manifest[] {
  return [
    ...GATEWAY,
    ...Array.from({ length: applications }, (_, index) => {
      const namespace = `team-${Math.floor(index / PER_NAMESPACE)}`;
      return [
        ...(index % PER_NAMESPACE === 0
          ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]
          : []),
        ...applicationOf(index, namespace, index === 0 ? firstPort : 8080),
      ];
    }).flat(),
  ];
}

const GATEWAY: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'edge' } },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'edge' },
    spec: { controllerName: 'example.com/edge' },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'edge' },
    spec: {
      gatewayClassName: 'edge',
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'All' } } }],
    },
  },
];

function applicationOf(index: number, namespace: string, containerPort: number): readonly Manifest[] {
  const name = `app-${index}`;
  const metadata = { name, namespace };
  const labels = { app: name, tier: `t${index % 3}` };
  const ports = [{ name: 'http', containerPort }];
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app', ports }] } };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 2, selector: { matchLabels: labels }, template },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
    },
    ...(index % 5 === 0 ? [policyOf(metadata)] : []),
    ...(index % 10 === 0 ? [routeOf(metadata)] : []),
  ];
}

function policyOf(metadata: { readonly name: string; readonly namespace: string }): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: { app: metadata.name } },
      ingress: [{ from: [{ podSelector: { matchLabels: { tier: 't0' } } }], ports: [{ port: 8080 }] }],
    },
  };
}

function routeOf(metadata: { readonly name: string; readonly namespace: string }): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'edge' }],
      hostnames: [`${metadata.name}.example.com`],
      rules: [{ backendRefs: [{ name: metadata.name, port: 80 }] }],
    },
  };
}

const [step = '', size] = process.argv.slice(2);
STEPS[step]?.(Number(size));

import type { Manifest } from '../model/manifest';
import type { ContainerPort, Labels, Protocol, Service } from '../model/objects';
import { SERVICE_NAME } from '../model/service';
import { parseCidr } from '../terms/cidr';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { IPFamily } from '../terms/ip';
import { addressIn, familyOf, formatIP } from '../terms/ip';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import type { ResolvedClusterConfig } from './cluster-config';
import { CONTOUR_GATEWAYS } from './cluster-config';
import type { ClusterNetwork } from './cluster-network';
import type { Listener } from './flow';
import type { ClusterNode } from './node';
import type { PolicyPod } from './policies/policy-index';

/** A Pod of the cluster's own. */
export interface SystemPod {
  readonly pod: PolicyPod;
  readonly addresses: readonly string[];
  readonly node: ClusterNode;
  readonly listeners: readonly { readonly protocol: Protocol; readonly port: number; readonly listener: Listener }[];
  readonly hostPorts: readonly { readonly hostPort: number; readonly port: number }[];
}

/** What a kind cluster with Contour holds before anything is deployed. */
export interface SystemObjects {
  readonly services: readonly (readonly [string, Service])[];
  readonly pods: readonly SystemPod[];
  /** Namespaces, EndpointSlices, the default IngressClass and a GatewayClass. */
  readonly manifests: readonly Manifest[];
  /** Address of the cluster's DNS server. */
  readonly dnsIP: string;
}

/** Key of the Service whose load balancer address is the Ingress controller's. */
export const INGRESS_SERVICE = 'projectcontour/envoy';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'projectcontour', 'metallb-system'];

/**
 * The system without a Service that the input has of its own: that one takes its place. The Ingress controller keeps an address,
 * under another name.
 *
 * @param key `namespace/name` of the Service
 */
export function withoutService({ services, manifests, ...rest }: SystemObjects, key: string): SystemObjects {
  const isOf = ({ kind, metadata }: Manifest) =>
    kind === 'EndpointSlice' && isObject(metadata) && ownerIn(metadata) === key;
  const [namespace, standIn] = split(INGRESS_STAND_IN);
  return {
    ...rest,
    services: services.filter(([name]) => name !== key),
    manifests: manifests.flatMap((manifest) => {
      if (!isOf(manifest)) return [manifest];
      const metadata = metadataOf(namespace, standIn, manifest.addressType as IPFamily);
      return key === INGRESS_SERVICE ? [{ ...manifest, metadata }] : [];
    }),
  };
}

/** What the Service of the Ingress controller is called where the input has one of its name. */
export const INGRESS_STAND_IN = 'projectcontour/envoy-of-cdk8s-net';

function split(key: string): readonly [string, string] {
  const [namespace = '', name = ''] = key.split('/');
  return [namespace, name];
}

function metadataOf(namespace: string, service: string, family: IPFamily) {
  return { namespace, name: `${service}-${family.toLowerCase()}`, labels: { [SERVICE_NAME]: service } };
}

/** The Service (`namespace/name`) that a slice is for. */
function ownerIn({ namespace, labels }: JsonObject): string {
  return `${String(namespace)}/${String(isObject(labels) ? labels[SERVICE_NAME] : '')}`;
}

/**
 * CoreDNS twice on the first node, Envoy on every node, the API server where the control plane is. Envoy is there for both
 * IP families, the others for the default one alone, as kubeadm makes them.
 */
export function systemObjects(
  { serviceClusterIPRange }: ResolvedClusterConfig,
  { nodes: byName }: ClusterNetwork,
  nextAddresses: (node: ClusterNode) => readonly string[],
): SystemObjects {
  const nodes = [...byName.values()];
  const [first] = nodes;
  const servers =
    first === undefined ? [] : [first, first].map((node, index) => dnsServer(node, nextAddresses(node), index));
  const proxies = nodes.map((node, index) => ingressProxy(node, nextAddresses(node), index));
  const controlPlanes = nodes.filter(({ controlPlane }) => controlPlane);
  const [range = CLUSTER_DEFAULTS.serviceClusterIPRange[0]] = serviceClusterIPRange;
  const dnsIP = nthAddress(range, 10n);
  return {
    services: [
      service('default', 'kubernetes', {
        clusterIPs: [nthAddress(range, 1n)],
        ports: [{ name: 'https', port: 443, targetPort: 6443 }],
      }),
      service('kube-system', 'kube-dns', {
        clusterIPs: [dnsIP],
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53 },
        ],
      }),
      service('projectcontour', 'envoy', {
        type: 'LoadBalancer',
        clusterIPs: serviceClusterIPRange.map((each) => nthAddress(each, 11n)),
        allocateLoadBalancerNodePorts: false,
        ports: [
          { name: 'http', port: 80, targetPort: 8080 },
          { name: 'https', port: 443, targetPort: 8443 },
        ],
      }),
    ],
    pods: [...servers, ...proxies],
    manifests: [
      ...NAMESPACES.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
      slice(
        'default',
        'kubernetes',
        controlPlanes.map(({ ip, name }) => endpoint(ip, name)),
        [['https', 6443, 'TCP']],
      ),
      slice('kube-system', 'kube-dns', endpointsOf(servers, familyOf(range)), [
        ['dns', 53, 'UDP'],
        ['dns-tcp', 53, 'TCP'],
      ]),
      ...serviceClusterIPRange.map((each) =>
        slice('projectcontour', 'envoy', endpointsOf(proxies, familyOf(each)), [
          ['http', 8080, 'TCP'],
          ['https', 8443, 'TCP'],
        ]),
      ),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name: 'contour', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
        spec: { controller: 'projectcontour.io/ingress-controller' },
      },
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata: { name: 'contour' },
        spec: { controllerName: CONTOUR_GATEWAYS },
      },
    ],
    dnsIP,
  };
}

function dnsServer(node: ClusterNode, addresses: readonly string[], index: number): SystemPod {
  const listener: Listener = { type: 'dns' };
  const at = (protocol: Protocol) => ({ protocol, port: 53, listener });
  const pod = podNamed('kube-system', `coredns-${index}`, { 'k8s-app': 'kube-dns' }, [
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
    { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
  ]);
  return { pod, addresses, node, listeners: [at('UDP'), at('TCP')], hostPorts: [] };
}

function ingressProxy(node: ClusterNode, addresses: readonly string[], index: number): SystemPod {
  return {
    pod: podNamed('projectcontour', `envoy-${index}`, { app: 'envoy' }, [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'https', containerPort: 8443, protocol: 'TCP' },
      { name: 'metrics', containerPort: 8002, protocol: 'TCP' },
    ]),
    addresses,
    node,
    listeners: [
      { protocol: 'TCP', port: 8080, listener: { type: 'ingress', tls: false } },
      { protocol: 'TCP', port: 8443, listener: { type: 'ingress', tls: true } },
    ],
    hostPorts: [
      { hostPort: 80, port: 8080 },
      { hostPort: 443, port: 8443 },
    ],
  };
}

function podNamed(namespace: string, name: string, labels: Labels, ports: readonly ContainerPort[]): PolicyPod {
  return { key: `${namespace}/${name}`, namespace, labels, spec: { containers: [{ name, ports }] } };
}

function service(namespace: string, name: string, spec: Service['spec']): readonly [string, Service] {
  const [clusterIP = ''] = spec.clusterIPs ?? [];
  return [`${namespace}/${name}`, { metadata: { namespace, name }, spec: { ...spec, clusterIP } }];
}

function slice(
  namespace: string,
  name: string,
  endpoints: readonly Endpoint[],
  ports: readonly (readonly [string, number, Protocol])[],
): Manifest {
  const addressType = familyOf(endpoints[0]?.addresses[0] ?? '');
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadataOf(namespace, name, addressType),
    addressType,
    endpoints,
    ports: ports.map(([portName, port, protocol]) => ({ name: portName, port, protocol })),
  };
}

interface Endpoint {
  readonly addresses: readonly string[];
  readonly nodeName: string;
}

function endpoint(address: string, nodeName: string): Endpoint {
  return { addresses: [address], nodeName };
}

function endpointsOf(pods: readonly SystemPod[], family: IPFamily): readonly Endpoint[] {
  return pods.flatMap(({ addresses, node }) => {
    const address = addressIn(addresses, family);
    return address === undefined ? [] : [endpoint(address, node.name)];
  });
}

function nthAddress(range: string, n: bigint): string {
  const cidr = parseCidr(range);
  if (cidr === undefined) throw new RangeError(`serviceClusterIPRange '${range}': give a CIDR such as '10.96.0.0/16'`);
  return formatIP({ family: cidr.family, bits: cidr.first + n });
}

import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { ClusterIPService, NetworkPolicy } from '../../src/index';
import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyPeer } from '../../src/index';

declare const chart: Chart;
declare const somePort: number;
declare const someText: string;
declare const somePeers: NetworkPolicyPeer[];
declare const someRules: NetworkPolicyIngressRule[];
declare const someEgress: NetworkPolicyEgressRule[];

const api = new ClusterIPService(chart, 'api', {
  selector: { app: 'api' },
  ports: [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'metrics', port: 9090 },
  ],
});
const deployment = new ApiObject(chart, 'web', { apiVersion: 'apps/v1', kind: 'Deployment' });

export function whatExistsCompiles(): void {
  new NetworkPolicy(chart, 'a', {
    podSelector: api,
    ingress: [
      {
        from: [
          deployment,
          api,
          { podSelector: { app: 'web' }, namespaceSelector: 'shop' },
          { podSelector: {}, namespaceSelector: { matchLabels: { team: 'a' } } },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', someText] } },
          { ipBlock: { cidr: '2001:db8::/32' } },
          { ipBlock: { cidr: someText } },
        ],
        ports: [
          api.port('http'),
          { containerPort: somePort },
          { containerPort: 8080, endPort: 8090 },
          { protocol: 'UDP' },
        ],
      },
      { from: somePeers },
    ],
    egress: [api.port('metrics'), { to: [api], ports: [{ containerPort: 'http', protocol: 'SCTP' }] }, {}],
  })
    .addIngress({ ports: [api.port('http')] })
    .addEgress(api.port('http'))
    .allowDns();
  new NetworkPolicy(chart, 'b', { ingress: someRules, egress: someEgress });
  new NetworkPolicy(chart, 'c', { ingress: [], egress: [] });
}

export function portsOfServicesAreRefused(): void {
  // @ts-expect-error a number alone may be that of a Service
  new NetworkPolicy(chart, 'a', { ingress: [{ ports: [80] }] });
  // @ts-expect-error the port of a Service
  new NetworkPolicy(chart, 'b', { ingress: [{ ports: [{ port: 80 }] }] });
  // @ts-expect-error the port of a Service
  new NetworkPolicy(chart, 'c', { ingress: [{ ports: [{ protocol: 'TCP', port: 80 }] }] });
  // @ts-expect-error there is no such port
  new NetworkPolicy(chart, 'd', { ingress: [{ ports: [api.port('https')] }] });
  // @ts-expect-error there is no such port
  new NetworkPolicy(chart, 'e', { egress: [] }).addEgress(api.port('grpc'));
  // @ts-expect-error ports are 1 to 65535
  new NetworkPolicy(chart, 'f', { ingress: [{ ports: [{ containerPort: 70000 }] }] });
  // @ts-expect-error ports are 1 to 65535
  new NetworkPolicy(chart, 'g', { ingress: [{ ports: [{ containerPort: 80, endPort: 0 }] }] });
  // @ts-expect-error names have no order
  new NetworkPolicy(chart, 'h', { ingress: [{ ports: [{ containerPort: 'http', endPort: 90 }] }] });
  // @ts-expect-error not a protocol
  new NetworkPolicy(chart, 'i', { ingress: [{ ports: [{ containerPort: 80, protocol: 'udp' }] }] });
}

export function peersThatAreMixedUpAreRefused(): void {
  // @ts-expect-error namespaces alone: which Pods in them?
  new NetworkPolicy(chart, 'a', { ingress: [{ from: [{ namespaceSelector: 'shop' }] }] });
  // @ts-expect-error the first of two peers says nothing of Pods: both belong in one
  new NetworkPolicy(chart, 'b', { ingress: [{ from: [{ namespaceSelector: {} }, { podSelector: {} }] }] });
  // @ts-expect-error Pods or addresses
  new NetworkPolicy(chart, 'c', { ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }] });
  // @ts-expect-error labels of what?
  new NetworkPolicy(chart, 'd', { ingress: [{ from: [{ app: 'web' }] }] });
  // @ts-expect-error ingress comes from somewhere
  new NetworkPolicy(chart, 'e', { ingress: [{ to: [{ podSelector: {} }], ports: [{ containerPort: 80 }] }] });
  // @ts-expect-error egress goes somewhere
  new NetworkPolicy(chart, 'f', { egress: [{ from: [{ podSelector: {} }], ports: [{ containerPort: 80 }] }] });
  // @ts-expect-error a port of a Service is no rule about who comes in
  new NetworkPolicy(chart, 'g', { ingress: [api.port('http')] });
  // @ts-expect-error neither direction
  new NetworkPolicy(chart, 'h', { podSelector: api });
  // @ts-expect-error the types follow from what is given
  new NetworkPolicy(chart, 'i', { ingress: [], policyTypes: ['Ingress'] });
}

export function blocksThatAreNoneAreRefused(): void {
  // @ts-expect-error no prefix length
  new NetworkPolicy(chart, 'a', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0' } }] }] });
  // @ts-expect-error three numbers
  new NetworkPolicy(chart, 'b', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0/8' } }] }] });
  // @ts-expect-error a name
  new NetworkPolicy(chart, 'c', { egress: [{ to: [{ ipBlock: { cidr: 'example.com/8' } }] }] });
  // @ts-expect-error an exception without prefix length
  new NetworkPolicy(chart, 'd', { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0'] } }] }] });
}

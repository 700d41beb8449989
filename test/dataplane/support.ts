import { loadAll } from 'js-yaml';
import { Cluster } from '../../src/dataplane/cluster';
import type { ClusterConfig } from '../../src/dataplane/cluster-config';
import type { Decision, Flow } from '../../src/dataplane/flow';
import type { Manifest } from '../../src/model/manifest';
import type { Vantage } from '../../src/terms/vantage';
import { RECORDED_NODES } from '../fixtures/reach/recordings';

export function parse(yaml: string): Manifest[] {
  return loadAll(yaml).filter((document) => document !== null && document !== undefined) as Manifest[];
}

/** A cluster of one control plane and two workers with these objects. */
export function clusterOf(yaml: string, config: Partial<ClusterConfig> = {}): Cluster {
  const cluster = new Cluster({ nodes: RECORDED_NODES, externalHosts: ['external.example.com'], ...config });
  cluster.apply(parse(yaml));
  return cluster;
}

/** A Pod that answers as netexec on 8080 (TCP) and 8081 (UDP). */
export function pod(name: string, node: string, labels: string, more = ''): string {
  return `
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec:
  nodeName: ${node}
  containers:
  - name: app
    image: registry.k8s.io/e2e-test-images/agnhost:2.53
    args: [netexec]
    ports: [{name: http, containerPort: 8080}]
${more}`;
}

export function service(name: string, spec: string, labels = ''): string {
  return `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec: ${spec}`;
}

/** One connection to an address that may be a placeholder: `${clusterIP:shop/web}`. */
export function dial(
  cluster: Cluster,
  from: Vantage | string,
  address: string,
  port: number,
  protocol: Flow['protocol'] = 'TCP',
): Decision {
  const client = typeof from === 'string' ? vantage(from) : from;
  return cluster.connect({ from: client, protocol, address: cluster.expand(address), port });
}

/** `pod shop/a (10.244.1.2)`, `refuse`, `drop`: what became of a connection, in short. */
export function outcome(decision: Decision): string {
  if (decision.action !== 'deliver') return decision.action;
  return decision.listener.type === 'pod' ? decision.listener.pod : decision.listener.type;
}

/** What as many connections as it takes reach, sorted. */
export function reached(
  cluster: Cluster,
  from: Vantage | string,
  address: string,
  port: number,
  protocol: Flow['protocol'] = 'TCP',
): readonly string[] {
  const all = Array.from({ length: 12 }, () => outcome(dial(cluster, from, address, port, protocol)));
  return [...new Set(all)].sort();
}

function vantage(text: string): Vantage {
  if (text === 'outside') return { outside: true };
  return text.includes('/') ? { pod: text } : { node: text };
}

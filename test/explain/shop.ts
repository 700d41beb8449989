import { explain, type ExplainOptions } from '../../src/explain/explain';
import type { ClientFacts, Explanation } from '../../src/explain/explanation';
import { parse } from '../dataplane/support';

const workload = (name: string, more = '') => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: app, ports: [{name: http, containerPort: 8080}]${more}}]}`;

const service = (name: string, spec: string) => `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: ${spec}`;

/** A shop with one Service of each sort, some of them broken, and an Ingress. */
export const SHOP =
  parse(`${workload('web')}${workload('front')}${workload('slow', ", readinessProbe: {exec: {command: ['false']}}")}
---
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop, labels: {app: one}}
spec: {nodeName: worker, containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
${service('web', '{selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}')}
${service('typo', '{selector: {app: wbe}, ports: [{port: 80}]}')}
${service('slow', '{selector: {app: slow}, ports: [{port: 80, targetPort: 8080}]}')}
${service('unnamed', '{selector: {app: web}, ports: [{port: 80, targetPort: htpp}]}')}
${service('local', '{type: NodePort, externalTrafficPolicy: Local, internalTrafficPolicy: Local, selector: {app: one}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}')}
${service('public', '{type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], sessionAffinity: ClientIP, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}')}
${service('pods', '{clusterIP: None, selector: {app: web}, ports: [{name: http, port: 8080}]}')}
${service('alias', '{type: ExternalName, externalName: external.example.com}')}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
          - { path: /cart, pathType: Exact, backend: { service: { name: typo, port: { number: 80 } } } }
`);

/** Explains something of the shop. */
export function explainShop(what: string, options: ExplainOptions = {}): Explanation {
  return explain(SHOP, what, options);
}

/** `cluster IP: served`: what becomes of clients, in short. */
export function outcomes({ clients }: Explanation): readonly string[] {
  return clients.map(short);
}

function short({ client, entry, outcome, status }: ClientFacts): string {
  const who = client.split(' ')[0] ?? '';
  return `${who} -> ${entry}: ${status ?? outcome}`;
}

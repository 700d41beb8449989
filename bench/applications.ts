import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * Writes `count` applications as YAML: a Deployment and a Service each, every 10th a NodePort, 20th a LoadBalancer, 50th an
 * ExternalName, every 5th with an Ingress. About 1 kB an application.
 *
 * @param each what every application has in place of that; routes stand behind one Gateway
 * @param policies whether each has two NetworkPolicies as well
 */
export function writeApplications(
  file: string,
  count: number,
  each?: 'Ingress' | 'HTTPRoute',
  policies: boolean = false,
): void {
  const descriptor = openSync(file, 'w');
  if (each === 'HTTPRoute') writeSync(descriptor, GATEWAY);
  for (let index = 1; index <= count; index++) {
    const outside =
      each === 'HTTPRoute' ? httpRoute(index) : each === 'Ingress' || index % 5 === 0 ? ingress(index) : '';
    writeSync(descriptor, application(index) + outside + (policies ? networkPolicies(index) : ''));
  }
  closeSync(descriptor);
}

/** Node ports would run out at 2,768 if every NodePort Service came with one of its own: the pool is as large as a cluster allows. */
export const NODE_PORT_RANGE = '10000-65535';

/** As addresses would at 65,534. */
export const CLUSTER_IP_RANGE = '10.64.0.0/12';

function application(index: number): string {
  const name = `app-${index}`;
  const labels = `app.kubernetes.io/name: ${name}`;
  return `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels:
    ${labels}
spec:
  replicas: 2
  selector:
    matchLabels:
      ${labels}
  template:
    metadata:
      labels:
        ${labels}
    spec:
      containers:
        - name: app
          image: registry.example.com/${name}:1.0.0
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
${service(name, labels, index)}`;
}

function service(name: string, labels: string, index: number): string {
  const head = `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
  labels:
    ${labels}
spec:
`;
  if (index % 50 === 0) return `${head}  type: ExternalName\n  externalName: ${name}.example.com\n`;
  const type = index % 20 === 0 ? 'LoadBalancer' : index % 10 === 0 ? 'NodePort' : 'ClusterIP';
  return `${head}  type: ${type}
  selector:
    ${labels}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

/** Nothing is sent to an ExternalName. */
function backendOf(index: number): string {
  return `app-${index % 50 === 0 ? index - 1 : index}`;
}

function ingress(index: number): string {
  const name = `app-${index}`;
  return `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: shop
spec:
  ingressClassName: contour
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${backendOf(index)}
                port:
                  name: http
`;
}

const GATEWAY = `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: shop
spec:
  gatewayClassName: contour
  listeners:
    - name: http
      port: 80
      protocol: HTTP
`;

function httpRoute(index: number): string {
  const name = `app-${index}`;
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${name}
  namespace: shop
spec:
  parentRefs:
    - name: edge
  hostnames:
    - ${name}.example.com
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /
      backendRefs:
        - name: ${backendOf(index)}
          port: 80
`;
}

/** Whoever asks the port of the application gets in, and it may ask for names. */
function networkPolicies(index: number): string {
  const name = `app-${index}`;
  const policy = (suffix: string, spec: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}-${suffix}
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${name}
${spec}`;
  return (
    policy('in', '  policyTypes:\n    - Ingress\n  ingress:\n    - ports:\n        - port: 8080\n') +
    policy(
      'out',
      '  policyTypes:\n    - Egress\n  egress:\n    - ports:\n        - port: 53\n          protocol: UDP\n',
    )
  );
}

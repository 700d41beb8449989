import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * Writes `count` applications as YAML: a Deployment and a Service each, every 10th a NodePort, 20th a LoadBalancer, 50th an
 * ExternalName, every 5th with an Ingress. About 1 kB an application.
 */
export function writeApplications(file: string, count: number): void {
  const descriptor = openSync(file, 'w');
  for (let index = 1; index <= count; index++) writeSync(descriptor, application(index));
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
${service(name, labels, index)}${index % 5 === 0 ? ingress(name, index) : ''}`;
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

function ingress(name: string, index: number): string {
  const backend = index % 50 === 0 ? `app-${index - 1}` : name;
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
                name: ${backend}
                port:
                  name: http
`;
}

import { App, Chart } from 'cdk8s';
import {
  ClusterIPService,
  Connectivity,
  ExternalNameService,
  HeadlessService,
  Ingress,
  IngressClass,
  LoadBalancerService,
  NetworkPolicy,
  NodePortService,
  outside,
} from '../../src';
import { backend, database, frontend } from './workloads';

const app = new App();
const chart = new Chart(app, 'full');

const backends = backend(chart);
const frontends = frontend(chart);

const service = new ClusterIPService(chart, 'service', {
  metadata: { name: 'my-service' },
  selector: { app: 'backend' },
  ports: [{ port: 80, targetPort: 8080 }],
});

const nodePort = new NodePortService(chart, 'node-port', {
  metadata: { name: 'my-nodeport-service' },
  selector: { app: 'frontend' },
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }],
});

const loadBalancer = new LoadBalancerService(chart, 'load-balancer', {
  metadata: { name: 'my-loadbalancer-service' },
  ipFamilyPolicy: 'PreferDualStack',
  selector: { app: 'frontend' },
  ports: [{ port: 80, targetPort: 8080 }],
});

new ExternalNameService(chart, 'external-name', {
  metadata: { name: 'my-external-service' },
  externalName: 'external.example.com',
});

const headless = new HeadlessService(chart, 'headless', {
  metadata: { name: 'my-headless-service' },
  ports: [{ name: 'http', port: 8080 }],
});
const databases = database(chart, headless);

const ingress = new Ingress(chart, 'ingress', {
  metadata: { name: 'my-ingress' },
  ingressClassName: new IngressClass(chart, 'ingress-class', {
    metadata: { name: 'contour' },
    controller: 'projectcontour.io/ingress-controller',
  }),
  rules: [{ host: 'myapp.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: service.port() }] } }],
});

new NetworkPolicy(chart, 'backend-policy', {
  metadata: { name: 'backend' },
  podSelector: backends,
  ingress: [{ ports: [service.port()] }],
});
new NetworkPolicy(chart, 'database-policy', {
  metadata: { name: 'database' },
  podSelector: databases,
  ingress: [{ from: [backends, databases], ports: [headless.port('http')] }],
});

new Connectivity(chart, 'paths')
  .allow(frontends, service.port())
  .allow(backends, headless.port('http'))
  .allow(outside, nodePort.port())
  .allow(outside, loadBalancer.port())
  .allow(outside, ingress.url())
  .deny(frontends, headless)
  .deny(outside, service)
  .deny(outside, headless);

app.synth();

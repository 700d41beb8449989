import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-34';
import { ClusterIPService, Connectivity, NetworkPolicy } from '../../src';

const app = new App();
const chart = new Chart(app, 'policies');

const containers = [{ image: 'registry.example.com/shop:1.0.0', portNumber: 8080 }];
const frontend = new Deployment(chart, 'frontend', { metadata: { name: 'frontend' }, containers });
const backend = new Deployment(chart, 'backend', { metadata: { name: 'backend' }, containers });
const store = new Deployment(chart, 'database', { metadata: { name: 'database' }, containers });
const ports = [{ name: 'http', port: 80, targetPort: 8080 }] as const;
const api = new ClusterIPService(chart, 'api', { metadata: { name: 'api' }, selector: backend, ports });
const database = new ClusterIPService(chart, 'db', { metadata: { name: 'db' }, selector: store, ports });

// Nobody in, nothing out, but for what is allowed below: policies add up.
new NetworkPolicy(chart, 'deny', { metadata: { name: 'default-deny' }, ingress: [], egress: [] }).allowDns();
new NetworkPolicy(chart, 'frontend-policy', {
  metadata: { name: 'frontend' },
  podSelector: frontend,
  ingress: [{ ports: [{ containerPort: 8080 }] }],
  egress: [api.port('http')],
});
new NetworkPolicy(chart, 'backend-policy', {
  metadata: { name: 'backend' },
  podSelector: backend,
  ingress: [{ from: [frontend], ports: [api.port('http')] }],
  egress: [database.port('http')],
});
new NetworkPolicy(chart, 'database-policy', {
  metadata: { name: 'database' },
  podSelector: store,
  ingress: [{ from: [backend], ports: [database.port('http')] }],
});

new Connectivity(chart, 'paths')
  .allow(frontend, api.port('http'))
  .allow(backend, database.port('http'))
  .deny(frontend, database);

app.synth();

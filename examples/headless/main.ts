import { App, Chart } from 'cdk8s';
import { StatefulSet } from 'cdk8s-plus-34';
import { HeadlessService } from '../../src';

const app = new App();
const chart = new Chart(app, 'headless');

const service = new HeadlessService(chart, 'service', {
  metadata: { name: 'my-headless-service' },
  ports: [{ name: 'http', port: 8080 }],
  publishNotReadyAddresses: true,
});

new StatefulSet(chart, 'database', {
  metadata: { name: 'database' },
  service: service.forStatefulSet,
  replicas: 2,
  containers: [{ image: 'registry.example.com/database:1.0.0', ports: [{ name: 'http', number: 8080 }] }],
});

app.synth();

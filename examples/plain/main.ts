import { App, Chart } from 'cdk8s';
import { Deployment, Ingress, IngressBackend } from 'cdk8s-plus-34';

const app = new App();
const chart = new Chart(app, 'plain');

const deployment = new Deployment(chart, 'web', {
  metadata: { name: 'web' },
  replicas: 2,
  containers: [{ name: 'web', image: 'nginx', portNumber: 8080 }],
});
const service = deployment.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });

new Ingress(chart, 'ingress', {
  metadata: { name: 'web' },
  className: 'nginx',
  rules: [{ host: 'myapp.example.com', path: '/', backend: IngressBackend.fromService(service) }],
});

app.synth();

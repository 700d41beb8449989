import { App, Chart } from 'cdk8s';
import { ClusterIPService, Ingress } from '../../src';

const app = new App();
const chart = new Chart(app, 'ingress');

const service = new ClusterIPService(chart, 'service', {
  metadata: { name: 'my-service' },
  selector: { app: 'backend' },
  ports: [{ port: 80, targetPort: 8080 }],
});

new Ingress(chart, 'ingress', {
  metadata: { name: 'my-ingress' },
  ingressClassName: 'contour',
  rules: [{ host: 'myapp.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: service.port() }] } }],
});

app.synth();

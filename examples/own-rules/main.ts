import { App, Chart } from 'cdk8s';
import { ClusterIPService, Diagnostics, Ingress } from '../../src';
import rules from './rules';

const app = new App();
Diagnostics.install(app, { rules });

const chart = new Chart(app, 'own-rules');
const web = new ClusterIPService(chart, 'web', {
  metadata: { name: 'web', labels: { 'acme.example/team': 'shop' } },
  selector: { app: 'web' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
new Ingress(chart, 'ingress', {
  metadata: { name: 'shop' },
  ingressClassName: 'contour',
  defaultBackend: web.port('http'),
});

app.synth();

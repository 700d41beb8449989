import { App, Chart } from 'cdk8s';
import { ClusterIPService } from '../../src';

const app = new App();
const chart = new Chart(app, 'cluster-ip');

new ClusterIPService(chart, 'service', {
  metadata: { name: 'my-service' },
  selector: { app: 'backend' },
  ports: [{ port: 80, targetPort: 8080 }],
});

app.synth();

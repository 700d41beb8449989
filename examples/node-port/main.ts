import { App, Chart } from 'cdk8s';
import { NodePortService } from '../../src';

const app = new App();
const chart = new Chart(app, 'node-port');

new NodePortService(chart, 'service', {
  metadata: { name: 'my-nodeport-service' },
  selector: { app: 'frontend' },
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }],
});

app.synth();

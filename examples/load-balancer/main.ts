import { App, Chart } from 'cdk8s';
import { LoadBalancerService } from '../../src';

const app = new App();
const chart = new Chart(app, 'load-balancer');

new LoadBalancerService(chart, 'service', {
  metadata: { name: 'my-loadbalancer-service' },
  selector: { app: 'frontend' },
  ports: [{ port: 80, targetPort: 8080 }],
});

app.synth();

import { App, Chart } from 'cdk8s';
import { ExternalNameService } from '../../src';

const app = new App();
const chart = new Chart(app, 'external-name');

new ExternalNameService(chart, 'service', {
  metadata: { name: 'my-external-service' },
  externalName: 'external.example.com',
});

app.synth();

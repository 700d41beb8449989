import { App, Chart } from 'cdk8s';
import { ClusterIPService, EndpointSlice } from '../../src';

const app = new App();
const chart = new Chart(app, 'endpoint-slice');

const database = new ClusterIPService(chart, 'service', {
  metadata: { name: 'database' },
  ports: [{ name: 'postgres', port: 5432 }],
});

new EndpointSlice(chart, 'slice', {
  metadata: { name: 'database-1' },
  service: database,
  addressType: 'IPv4',
  ports: [{ name: 'postgres', port: 5432 }],
  endpoints: [{ addresses: ['192.0.2.10'] }, { addresses: ['192.0.2.11'] }],
});

app.synth();

import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-34';
import { ClusterIPService, Gateway, HTTPRoute } from '../../src';

const app = new App();
const chart = new Chart(app, 'gateway');
const pods = new Deployment(chart, 'pods', {
  metadata: { name: 'shop' },
  containers: [{ image: 'registry.example.com/shop:1', portNumber: 8080 }],
});
const shop = new ClusterIPService(chart, 'service', {
  metadata: { name: 'shop' },
  selector: pods,
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
const edge = new Gateway(chart, 'edge', {
  metadata: { name: 'edge', annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
  gatewayClassName: 'contour',
  listeners: [
    {
      name: 'https',
      port: 443,
      protocol: 'HTTPS',
      hostname: '*.example.com',
      tls: { certificateRefs: [{ name: 'example-com' }] },
    },
  ],
});
new HTTPRoute(chart, 'route', {
  metadata: { name: 'shop' },
  parentRefs: [edge.listener('https')],
  hostnames: ['shop.example.com'],
  rules: [{ backendRefs: [shop.port('http')] }],
});
app.synth();

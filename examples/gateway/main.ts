import { App, Chart } from 'cdk8s';
import { ClusterIPService, Gateway, GatewayClass, HTTPRoute } from '../../src';

const app = new App();
const chart = new Chart(app, 'gateway');

const gatewayClass = new GatewayClass(chart, 'class', {
  metadata: { name: 'contour' },
  controllerName: 'projectcontour.io/gateway-controller',
});

const edge = new Gateway(chart, 'edge', {
  metadata: { name: 'edge', namespace: 'platform', annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
  gatewayClassName: gatewayClass,
  listeners: [
    { name: 'http', port: 80, protocol: 'HTTP' },
    {
      name: 'https',
      port: 443,
      protocol: 'HTTPS',
      hostname: '*.example.com',
      tls: { certificateRefs: [{ name: 'example-com-tls' }] },
      allowedRoutes: { namespaces: { from: 'All' } },
    },
  ],
});

const service = new ClusterIPService(chart, 'service', {
  metadata: { name: 'my-service', namespace: 'shop' },
  selector: { app: 'backend' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});

new HTTPRoute(chart, 'route', {
  metadata: { name: 'my-route', namespace: 'shop' },
  parentRefs: [edge.listener('https')],
  hostnames: ['shop.example.com'],
  rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [service.port('http')] }],
});

new HTTPRoute(chart, 'redirect', {
  metadata: { name: 'to-https', namespace: 'platform' },
  parentRefs: [edge.listener('http')],
  rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
});

app.synth();

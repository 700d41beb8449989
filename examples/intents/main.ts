import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-34';
import { ClusterIPService, Connectivity, Ingress, IngressClass, outside } from '../../src';

const app = new App();
const chart = new Chart(app, 'intents');

const containers = [{ image: 'registry.example.com/shop:1.0.0', portNumber: 8080 }];
const frontend = new Deployment(chart, 'frontend', { metadata: { name: 'frontend' }, containers });
const backend = new Deployment(chart, 'backend', { metadata: { name: 'backend' }, containers });
const ports = [{ name: 'http', port: 80, targetPort: 8080 }] as const;
const web = new ClusterIPService(chart, 'web', { metadata: { name: 'web' }, selector: frontend, ports });
const api = new ClusterIPService(chart, 'api', { metadata: { name: 'api' }, selector: backend, ports });

const contour = new IngressClass(chart, 'class', {
  metadata: { name: 'contour' },
  controller: 'projectcontour.io/ingress-controller',
});
const ingress = new Ingress(chart, 'ingress', { metadata: { name: 'shop' }, ingressClassName: contour });
ingress.addPath({ host: 'shop.example.com', path: '/', backend: web.port('http') });

new Connectivity(chart, 'paths').allow(outside, ingress.url()).allow(frontend, api.port('http')).deny(outside, api);

app.synth();

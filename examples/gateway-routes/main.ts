import { App, Chart } from 'cdk8s';
import {
  BackendTLSPolicy,
  ClusterIPService,
  Gateway,
  GatewayClass,
  GRPCRoute,
  HTTPRoute,
  ListenerSet,
  ReferenceGrant,
  TCPRoute,
  TLSRoute,
  UDPRoute,
} from '../../src';

const app = new App();
const chart = new Chart(app, 'gateway-routes', { namespace: 'shop' });

const edge = new Gateway(chart, 'edge', {
  metadata: { name: 'edge' },
  gatewayClassName: new GatewayClass(chart, 'class', {
    metadata: { name: 'example' },
    controllerName: 'example.com/gateway-controller',
  }),
  allowedListeners: { namespaces: { from: 'Same' } },
  listeners: [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'tls', port: 8443, protocol: 'TLS', hostname: '*.example.com', tls: { mode: 'Passthrough' } },
    { name: 'postgres', port: 5432, protocol: 'TCP' },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ],
});

const cart = new ClusterIPService(chart, 'cart', {
  metadata: { name: 'cart' },
  selector: { app: 'cart' },
  ports: [{ name: 'grpc', port: 9000, appProtocol: 'kubernetes.io/h2c' }],
});
new GRPCRoute(chart, 'cart-route', {
  metadata: { name: 'cart' },
  parentRefs: [edge.listener('http')],
  hostnames: ['cart.example.com'],
  rules: [{ matches: [{ method: { service: 'shop.Cart', method: 'Add' } }], backendRefs: [cart.port('grpc')] }],
});

const vault = new ClusterIPService(chart, 'vault', {
  metadata: { name: 'vault' },
  selector: { app: 'vault' },
  ports: [{ name: 'https', port: 443, targetPort: 8443 }],
});
new TLSRoute(chart, 'vault-route', {
  metadata: { name: 'vault' },
  parentRefs: [edge.listener('tls')],
  hostnames: ['vault.example.com'],
  rules: [{ backendRefs: [vault.port('https')] }],
});

const database = new ClusterIPService(chart, 'database', {
  metadata: { name: 'database' },
  selector: { app: 'database' },
  ports: [{ name: 'postgres', port: 5432 }],
});
new TCPRoute(chart, 'database-route', {
  metadata: { name: 'database' },
  parentRefs: [edge.listener('postgres')],
  rules: [{ backendRefs: [database.port('postgres')] }],
});

const resolver = new ClusterIPService(chart, 'resolver', {
  metadata: { name: 'resolver' },
  selector: { app: 'resolver' },
  ports: [{ name: 'dns', port: 53, protocol: 'UDP' }],
});
new UDPRoute(chart, 'resolver-route', {
  metadata: { name: 'resolver' },
  parentRefs: [edge.listener('dns')],
  rules: [{ backendRefs: [resolver.port('dns')] }],
});

const team = new ListenerSet(chart, 'team', {
  metadata: { name: 'team' },
  parentRef: edge,
  listeners: [{ name: 'team', port: 8080, protocol: 'HTTP', hostname: 'team.example.com' }],
});

const payments = new ClusterIPService(chart, 'payments', {
  metadata: { name: 'payments', namespace: 'billing' },
  selector: { app: 'payments' },
  ports: [{ name: 'https', port: 443, targetPort: 8443 }],
});
new HTTPRoute(chart, 'team-route', {
  metadata: { name: 'team' },
  parentRefs: [team.listener('team')],
  rules: [{ backendRefs: [payments.port('https')] }],
});
new ReferenceGrant(chart, 'payments-grant', {
  metadata: { name: 'shop', namespace: 'billing' },
  from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
  to: [{ group: '', kind: 'Service', name: 'payments' }],
});
new BackendTLSPolicy(chart, 'payments-tls', {
  metadata: { name: 'payments', namespace: 'billing' },
  targetRefs: [payments],
  validation: { hostname: 'payments.example.com', wellKnownCACertificates: 'System' },
});

app.synth();

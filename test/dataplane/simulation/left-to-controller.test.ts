import { Cluster } from '../../../src/dataplane/cluster';
import { predict } from '../../../src/dataplane/simulation/predict';
import { Simulation } from '../../../src/dataplane/simulation/simulate';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { ProbeTarget } from '../../../src/probes/probe';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';

const MANIFESTS = parseManifests(`
{apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec: {containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
---
{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: traefik}, spec: {controller: traefik.io/ingress-controller}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: traefik}, spec: {controllerName: traefik.io/gateway-controller}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {ingressClassName: traefik, rules: [{host: shop.test, http: {paths: [{path: '/x(a|b)', pathType: ImplementationSpecific, backend: {service: {name: web, port: {number: 80}}}}]}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {gatewayClassName: traefik, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
    - {matches: [{path: {value: /filtered}}], filters: [{type: ExtensionRef, extensionRef: {group: traefik.io, kind: Middleware, name: m}}], backendRefs: [{name: web, port: 80}]}
    - {matches: [{path: {value: /served}}], backendRefs: [{group: traefik.io, kind: TraefikService, name: t}]}
    - {matches: [{path: {value: /plain}}], backendRefs: [{name: web, port: 80}]}
`);
const TRAEFIK = ['traefik.io/gateway-controller'];
const OUTSIDE = { outside: true } as const;
const LEFT: readonly (readonly [what: string, to: ProbeTarget])[] = [
  [
    'a path of an Ingress',
    { kind: 'http', protocol: 'http', host: '${ingressIP}', hostHeader: 'shop.test', path: '/xa' },
  ],
  [
    'a path of an Ingress, as a request',
    { kind: 'request', ingress: true, protocol: 'http', hostHeader: 'shop.test', path: '/xa' },
  ],
  ['a filter of a route', { kind: 'request', gateway: 'default/edge', protocol: 'http', path: '/filtered' }],
  ['a backend of a route', { kind: 'request', gateway: 'default/edge', protocol: 'http', path: '/served' }],
];

describe('what the controller alone knows depends on it:', () => {
  it.each(LEFT)('%s, without a packet and with one', async (_, to) => {
    const clusters: Cluster[] = [];
    await using started = await new EmbeddedTarget({}, (config) => {
      const cluster = new Cluster({ ...config, gatewayControllers: TRAEFIK, unknownGatewayControllers: TRAEFIK });
      clusters.push(cluster);
      return cluster;
    }).start();
    await using deployment = await started.deploy(MANIFESTS);
    const probe = { id: '1', from: OUTSIDE, to };
    const [asked] = await deployment.probe([probe]);
    const predicted = clusters.map((cluster) => predict(new Simulation(cluster), probe)).at(-1);
    expect(predicted).toMatchObject({
      kind: 'depends',
      either: [],
      on: expect.stringContaining('controller') as string,
    });
    expect(asked).toEqual(predicted);
  });
});

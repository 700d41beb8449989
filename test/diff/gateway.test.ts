import { diff } from '../../src/diff/diff';
import { parseManifests } from '../../src/model/parse-manifests';

const workload = (name: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: "x:1", ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
`;
const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  ingressClassName: contour
  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
          - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
`;
const gateway = (rules: string, listeners = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec:
  gatewayClassName: contour
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    ${listeners}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop }
spec:
  parentRefs: [{ name: edge }]
  hostnames: [shop.example.com]
  rules: [${rules}]
`;
const HTTPS =
  '- { name: https, port: 443, protocol: HTTPS, hostname: shop.example.com, tls: { certificateRefs: [{ name: shop-tls }] } }';
const to = (name: string, path: string) =>
  `{ matches: [{ path: { type: PathPrefix, value: ${path} } }], backendRefs: [{ name: ${name}, port: 80 }] }`;
const BASE = [workload('web'), workload('cart')];

function differ(old: readonly string[], now: readonly string[]) {
  return diff(parseManifests([...BASE, ...old].join('---')), parseManifests([...BASE, ...now].join('---')));
}

describe('an Ingress replaced by a Gateway and HTTPRoutes', () => {
  it('is no difference where the same requests are served by the same Pods', () => {
    const now = [gateway([to('web', '/'), to('cart', '/cart')].join(), HTTPS)];
    const { refused, lost, gained, moved } = differ([INGRESS], now);
    expect({ refused, lost, gained, moved }).toEqual({
      refused: [],
      lost: [],
      gained: [],
      moved: [],
    });
  });

  it('loses what has no listener for TLS', () => {
    const { lost } = differ([INGRESS], [gateway([to('web', '/'), to('cart', '/cart')].join())]);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every(({ to: asked }) => asked.includes('https://'))).toBe(true);
  });

  it('tells which requests others answer where a route is forgotten', () => {
    const { lost, moved } = differ([INGRESS], [gateway(to('web', '/'), HTTPS)]);
    expect(lost).toEqual([]);
    expect(moved.every(({ before, after }) => before.by[0] !== after.by[0])).toBe(true);
    expect(moved.flatMap(({ to: asked, alsoTo }) => [asked, ...alsoTo])).toContain('http://shop.example.com/cart/leaf');
  });

  it('loses what a route with a header no longer takes', () => {
    const picky = `{ matches: [{ headers: [{ name: x-beta, value: "1" }] }], backendRefs: [{ name: web, port: 80 }] }`;
    const { lost } = differ([INGRESS], [gateway([picky, to('cart', '/cart')].join(), HTTPS)]);
    expect(lost.flatMap(({ to: asked, alsoTo }) => [asked, ...alsoTo])).toContain('http://shop.example.com/');
  });

  it('is not known where an extension decides, nor where it did', () => {
    const filter = '{ type: ExtensionRef, extensionRef: { group: traefik.io, kind: Middleware, name: strip } }';
    const rule = to('web', '/').replace('backendRefs', `filters: [${filter}], backendRefs`);
    const extended = gateway([rule, to('cart', '/cart')].join(), HTTPS).replace('contour', 'traefik');
    const sides = [
      [[INGRESS], [extended]],
      [[extended], [INGRESS]],
    ] as const;
    for (const [old, now] of sides) {
      const { lost, gained, moved, unknown } = differ(old, now);
      expect({ lost, gained, moved }).toEqual({ lost: [], gained: [], moved: [] });
      expect(unknown.map(({ to: asked }) => asked)).toContain('http://shop.example.com/');
    }
  });

  it('is not known where the controller of the Ingress decides', () => {
    const left = INGRESS.replace('contour', 'traefik')
      .replace('path: /,', "path: '/(web|)',")
      .replace('Prefix', 'ImplementationSpecific');
    const { lost, gained, moved, unknown } = differ(
      [left],
      [gateway([to('web', '/'), to('cart', '/cart')].join(), HTTPS)],
    );
    const all = [...lost, ...gained, ...moved].flatMap(({ to: asked, alsoTo }) => [asked, ...alsoTo]);
    expect(all).not.toContain('http://shop.example.com/');
    expect(unknown.map(({ to: asked }) => asked).join()).toContain('http://shop.example.com/');
  });
});

import { explain, formatExplanation } from '../../src/conformance';
import { parseManifests } from '../../src/model/parse-manifests';

const ingress = (name: string, className: string, path: string, annotations = '', host = 'shop.test') => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, annotations: {${annotations}}}
spec: {ingressClassName: ${className}, rules: [{host: ${host}, http: {paths: [{path: '${path}', pathType: ImplementationSpecific, backend: {service: {name: web, port: {number: 80}}}}]}}]}`;
const MANIFESTS = parseManifests(
  `
{apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec: {containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}` +
    ingress('rewritten', 'nginx', '/app(/|$)(.*)', 'nginx.ingress.kubernetes.io/rewrite-target: /$2') +
    ingress('moved', 'nginx', '/', "nginx.ingress.kubernetes.io/permanent-redirect: 'https://new.test'", 'old.test') +
    ingress('pattern', 'traefik', '/x*', '', 'other.test'),
);

it('a rewrite is told with the server, the location and the request that the backend gets', () => {
  const { route, clients } = explain(MANIFESTS, 'http://shop.test/app/x?y');
  expect(route?.winner?.ingress).toBe('default/rewritten');
  expect(route?.controller).toMatchObject({ name: 'ingress-nginx', action: 'forward', passedOn: 'shop.test/x?y' });
  expect(route?.controller.reason).toContain('location ~* "^/app(/|$)(.*)"');
  expect(clients.map(({ outcome, by }) => [outcome, by])).toContainEqual(['served', ['Pod default/web-1']]);
});

it('a redirect is told with its Location', () => {
  const { route } = explain(MANIFESTS, 'http://old.test/x');
  expect(route?.controller).toMatchObject({ action: 'respond', status: 301, location: 'https://new.test' });
});

it('what is left to a controller is not known', () => {
  const explanation = explain(MANIFESTS, 'http://other.test/xy');
  expect(explanation.route?.winner).toBeUndefined();
  expect(new Set(explanation.clients.map(({ outcome }) => outcome))).toEqual(new Set(['left']));
  expect(formatExplanation(explanation, { colors: false })).toContain('left to the controller of class traefik');
});

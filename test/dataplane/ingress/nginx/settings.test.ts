import { Cluster } from '../../../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../../../src/dataplane/cluster-config';
import { settingsOf } from '../../../../src/dataplane/ingress/nginx/settings';
import { parseManifests } from '../../../../src/model/parse-manifests';

it('flags come as one word or as two', () => {
  const { defaultBackendService, watchWithoutClass } = settingsOf({
    flags: ['/nginx-ingress-controller', '--default-backend-service', 'a/b', '--watch-ingress-without-class'],
  });
  expect([defaultBackendService, watchWithoutClass]).toEqual(['a/b', true]);
});

it.each([
  ['308', undefined],
  ['301', '301'],
  ['308', '300'],
  ['308', 'no number'],
])('redirects have the code %s for http-redirect-code %s', (code, said) => {
  expect(String(settingsOf(said === undefined ? {} : { config: { 'http-redirect-code': said } }).redirectCode)).toBe(
    code,
  );
});

it('an input that installs the controller says how that is set up', () => {
  const cluster = new Cluster({ nodes: DEFAULT_NODES });
  cluster.apply(
    parseManifests(`
{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: ingress-nginx}, data: {http-redirect-code: '301'}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, namespace: ingress-nginx}
spec:
  selector: {matchLabels: {app: controller}}
  template:
    metadata: {labels: {app: controller}}
    spec:
      containers:
        - {name: controller, image: registry.k8s.io/ingress-nginx/controller:v1.15.1, args: [/nginx-ingress-controller, --configmap=$(POD_NAMESPACE)/settings]}
---
{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx}, spec: {controller: k8s.io/ingress-nginx}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop, annotations: {nginx.ingress.kubernetes.io/force-ssl-redirect: 'true'}}
spec: {ingressClassName: nginx, rules: [{host: shop.test, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
`),
  );
  expect(cluster.route({ host: 'shop.test', path: '/' })).toMatchObject({ action: 'respond', status: 301 });
});

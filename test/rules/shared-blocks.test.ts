import { parseManifests, parseSharedManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';

const canary = (name: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations:
    nginx.ingress.kubernetes.io/canary: "true"
spec:
  ingressClassName: nginx
  rules:
    - host: example.com
      http:
        paths:
          - path: /
            pathType: Exact
            backend:
              service:
                name: web
                port:
                  number: 80
---
`;

const policy = (name: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector:
    matchLabels:
      app: nobody
  policyTypes:
    - Egress
---
`;

const WORKLOAD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: web
---
`;

const said = (manifests: ReturnType<typeof parseManifests>) =>
  checkManifests(manifests).map(({ rule, object, path, detail }) => [rule, object.name, path, detail]);

describe('objects that have their spec in common', () => {
  test.each([
    ['two Ingresses', 'links/nginx-canary-alone', canary('a') + canary('b')],
    ['two policies of one name', 'links/network-policy-nobody', policy('a') + policy('a') + WORKLOAD],
    ['two Ingresses of one name', 'links/nginx-canary-alone', canary('a') + canary('a')],
  ])('are told apart: %s', (_, rule, text) => {
    const [first, second] = parseSharedManifests(text);
    expect(second?.spec).toBe(first?.spec);
    const found = said(parseSharedManifests(text));
    expect(found.map(([id]) => id)).toContain(rule);
    expect(found).toEqual(said(parseManifests(text)));
  });
});

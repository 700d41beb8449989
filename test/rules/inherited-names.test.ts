import { explain } from '../../src/explain/explain';
import { ExplainError } from '../../src/explain/explain-error';
import { formatExplanation } from '../../src/explain/format-explanation';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';

/** Names that every object of JavaScript has something under. */
const INHERITED = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];

/** Such a name wherever a table is asked for what somebody wrote. */
const manifests = (name: string) =>
  parseManifests(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web }
spec:
  gatewayClassName: web
  listeners: [{ name: a, port: 80, protocol: ${name}, allowedRoutes: { kinds: [{ kind: ${name} }] } }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { rules: [{ http: { paths: [{ path: /, pathType: ${name}, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: ${name}, selector: { ${JSON.stringify(name)}: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { ${JSON.stringify(name)}: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { containers: [{ name: app, image: app }] }
`);

test.each(INHERITED)('%s is a name like any other', (name) => {
  const said = checkManifests(manifests(name)).map(({ detail }) => detail);
  expect(said.join('\n')).not.toMatch(/native code|function /);
  expect(() => explained(name)).not.toThrow();
  expect(explained(name)).not.toMatch(/native code/);
});

function explained(name: string): string {
  try {
    return formatExplanation(explain(manifests(name), 'api'), { colors: false });
  } catch (error) {
    if (error instanceof ExplainError) return error.message;
    throw error;
  }
}

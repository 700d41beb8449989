/**
 * `migrate ingress`: CPU of the translation and its proof for more and more Ingresses of ingress-nginx, each of a host with a
 * certificate, two paths and, every third, a rewrite. Exits with 1 when 1,000 take longer than the bound.
 *
 *   nice npx ts-node --transpile-only bench/migrate.ts [COUNT...]
 */
import { migrate } from '../src/migrate/migrate';
import type { Manifest } from '../src/model/manifest';
import { cpuOf, exponentOf } from './measure';

const BOUND = { ingresses: 1_000, seconds: 10 };
const PER_NAMESPACE = 20;

const counts = process.argv.slice(2).map(Number);
const rows = (counts.length > 0 ? counts : [125, 250, 500, 1_000]).map((size) => {
  const manifests = networkOf(size);
  let requests = 0;
  let unexplained = 0;
  const seconds = cpuOf(() => {
    const { proof } = migrate(manifests, {
      gatewayClass: 'gateway',
      cluster: { serviceClusterIPRange: ['10.64.0.0/12'] },
    });
    requests = proof.requests;
    unexplained = proof.differences.filter(({ state }) => state === 'unexplained').length;
  });
  return { size, requests, unexplained, seconds };
});
console.table(rows);
console.log('growth with Ingresses:', exponentOf(rows));
process.exitCode = rows.some(({ size, seconds }) => size === BOUND.ingresses && seconds > BOUND.seconds) ? 1 : 0;

function networkOf(ingresses: number): readonly Manifest[] {
  return Array.from({ length: ingresses }, (_, index): readonly Manifest[] => {
    const name = `app-${index}`;
    const metadata = { name, namespace: `team-${Math.floor(index / PER_NAMESPACE)}` };
    const labels = { app: name };
    const container = { name: 'app', image: 'app', ports: [{ name: 'http', containerPort: 8080 }] };
    return [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [container] } },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
      },
      ingressOf(index, metadata),
    ];
  }).flat();
}

function ingressOf(index: number, metadata: { readonly name: string; readonly namespace: string }): Manifest {
  const host = `${metadata.name}.example.com`;
  const rewrites = index % 3 === 0;
  const backend = { service: { name: metadata.name, port: { name: 'http' } } };
  const pathType = rewrites ? 'ImplementationSpecific' : 'Prefix';
  const annotations = { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' };
  const paths = (rewrites ? ['/api(/|$)(.*)'] : ['/', '/cart']).map((path) => ({ path, pathType, backend }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: rewrites ? { ...metadata, annotations } : metadata,
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `${metadata.name}-tls` }],
      rules: [{ host, http: { paths } }],
    },
  };
}

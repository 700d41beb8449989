import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Diagnostic } from '../../src';
import {
  ClusterIPService,
  DiagnosticError,
  Diagnostics,
  ExternalNameService,
  HeadlessService,
  Ingress,
  IngressClass,
  NodePortService,
} from '../../src';

/** What a chart is said to be wrong with: refused in a constructor, or found when the tree is synthesized. */
function findingsOn(build: (chart: Chart, app: App) => void): readonly Diagnostic[] {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const backend = new kplus.Deployment(chart, 'backend', {
    metadata: { name: 'backend' },
    podMetadata: { labels: { app: 'backend' } },
    select: false,
    containers: [{ image: 'backend', ports: [{ number: 8080, name: 'web' }], securityContext: { user: 1000 } }],
  });
  backend.select(kplus.LabelSelector.of({ labels: { app: 'backend' } }));
  try {
    build(chart, app);
  } catch (error) {
    if (error instanceof DiagnosticError) return [error.diagnostic];
    throw error;
  }
  return Diagnostics.of(app);
}

const selector = { app: 'backend' };
const ports = [{ port: 80, targetPort: 8080 }] as const;
const path = '/';
const pathType = 'Prefix';

function ingressTo(chart: Chart, service: string, port: number | string, tls?: readonly { hosts: string[] }[]): void {
  const ingressClassName = new IngressClass(chart, 'class', {
    metadata: { name: 'contour' },
    controller: 'projectcontour.io/ingress-controller',
  });
  const backend = { service, port };
  const rules = [{ host: 'myapp.example.com', http: { paths: [{ path, pathType, backend }] } }] as const;
  new Ingress(chart, 'ingress', { ingressClassName, rules, ...(tls === undefined ? {} : { tls }) });
}

const BROKEN: readonly (readonly [string, (chart: Chart, app: App) => void, Partial<Diagnostic>])[] = [
  [
    'a typo in the selector',
    (chart) => new ClusterIPService(chart, 'api', { selector: { app: 'backnd' }, ports }),
    { rule: 'links/selector-matches-nothing', severity: 'error', path: 'spec.selector', construct: 'shop/api' },
  ],
  [
    'a typo in the name of a targetPort',
    (chart) => new ClusterIPService(chart, 'api', { selector, ports: [{ port: 80, targetPort: 'wbe' }] }),
    { rule: 'links/target-port-name', severity: 'error', path: 'spec.ports[0].targetPort', construct: 'shop/api' },
  ],
  [
    'a nodePort that is computed and out of range',
    (chart) =>
      new NodePortService(chart, 'api', {
        selector,
        ports: [{ port: 80, targetPort: 8080, nodePort: Number('8080') }],
      }),
    { rule: 'service/node-port-range', severity: 'error', path: 'spec.ports[0].nodePort', construct: 'shop/api' },
  ],
  [
    'two Services on one nodePort',
    (chart) => {
      new NodePortService(chart, 'api', { selector, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] });
      new NodePortService(chart, 'web', { selector, ports: [{ port: 81, targetPort: 8080, nodePort: 30080 }] });
    },
    { rule: 'service/node-port-taken', severity: 'error', path: 'spec.ports[0].nodePort', construct: 'shop/web' },
  ],
  [
    'the targetPort as backend port of an Ingress',
    (chart) => {
      new ClusterIPService(chart, 'api', { metadata: { name: 'api' }, selector, ports });
      ingressTo(chart, 'api', 8080);
    },
    {
      rule: 'links/ingress-backend-port',
      severity: 'error',
      path: 'spec.rules[0].http.paths[0].backend.service.port.number',
      construct: 'shop/ingress',
    },
  ],
  [
    'an IP as externalName',
    (chart) => new ExternalNameService(chart, 'db', { externalName: '192.0.2.1' }),
    { rule: 'links/external-name-address', path: 'spec.externalName', construct: 'shop/db' },
  ],
  [
    'a headless Service whose port is not its targetPort',
    (chart) => new HeadlessService(chart, 'db', { selector, ports: [{ port: 80, targetPort: 8080 }] }),
    { rule: 'links/headless-port-mapping', path: 'spec.ports[0].targetPort', construct: 'shop/db' },
  ],
  [
    'a backend in another namespace',
    (chart) => {
      new ClusterIPService(chart, 'api', { metadata: { name: 'api', namespace: 'other' }, selector, ports });
      ingressTo(chart, 'api', 80);
    },
    {
      rule: 'links/ingress-backend-service',
      severity: 'error',
      path: 'spec.rules[0].http.paths[0].backend.service.name',
      construct: 'shop/ingress',
    },
  ],
  [
    'two unnamed ports, computed',
    (chart) =>
      new ClusterIPService(chart, 'api', { selector, ports: [80, 81].map((port) => ({ port, targetPort: 8080 })) }),
    { rule: 'service/port-name', severity: 'error', path: 'spec.ports[0].name', construct: 'shop/api' },
  ],
  [
    'a TLS host that covers no rule',
    (chart) => {
      new ClusterIPService(chart, 'api', { metadata: { name: 'api' }, selector, ports });
      ingressTo(chart, 'api', 80, [{ hosts: ['other.example.com'] }]);
    },
    { rule: 'links/tls-host-uncovered', path: 'spec.tls[0].hosts[0]', construct: 'shop/ingress' },
  ],
];

describe('a network that cannot work is said to be, at the construct and field, with why and fix', () => {
  test.each(BROKEN)('%s', (_, build, expected) => {
    const findings = findingsOn(build);
    expect(findings).toContainEqual(expect.objectContaining(expected));
    const finding = findings.find(({ rule }) => rule === expected.rule);
    expect(finding?.why).toMatch(/\w{3}/);
    expect(finding?.fix).toMatch(/\w{3}/);
  });

  test('and one that works is not', () => {
    const findings = findingsOn((chart) => {
      new ClusterIPService(chart, 'api', { metadata: { name: 'api' }, selector, ports });
      ingressTo(chart, 'api', 80);
    });
    expect(findings).toEqual([]);
  });
});

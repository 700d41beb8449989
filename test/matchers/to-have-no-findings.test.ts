import { App, Chart } from 'cdk8s';
import { Deployment, Service, ServiceType } from 'cdk8s-plus-27';
import '../../src/vitest';
import { Diagnostics } from '../../src/constructs/diagnostics';
import { parseManifests } from '../../src/model/parse-manifests';

const PORTS = [{ port: 80, targetPort: 8080 }];

/** Chart `good` without a fault, and `bad` with a Service whose nodePort the API server refuses. */
function build(): { readonly app: App; readonly good: Chart; readonly bad: Chart } {
  const app = new App();
  const [good, bad] = [new Chart(app, 'good'), new Chart(app, 'bad')];
  const web = new Deployment(good, 'web', { containers: [{ image: 'web', portNumber: 8080 }] });
  web.exposeViaService({ ports: PORTS });
  const ports = [{ port: 80, targetPort: 8080, nodePort: 80 }];
  new Service(bad, 'api', { selector: web, type: ServiceType.NODE_PORT, ports });
  return { app, good, bad };
}

describe('toHaveNoFindings', () => {
  test('passes for a chart without any, seen as a part of its app', () => {
    const { good, bad } = build();
    expect(good).toHaveNoFindings();
    expect(bad).not.toHaveNoFindings();
  });

  test('says all of them when it fails: rule, construct, field, reason and remedy', () => {
    const { app } = build();
    expect(() => expect(app).toHaveNoFindings()).toThrow(
      /there are 1 error:\n\nerror service\/node-port-range {2}bad\/api {2}\(Service bad-api-\w+, namespace default\)\n {2}spec\.ports\[0\]\.nodePort: .+\n {2}why: .+\n {2}fix: .+/,
    );
  });

  test('says so when findings were expected', () => {
    const { good } = build();
    expect(() => expect(good).not.toHaveNoFindings()).toThrow('expected findings, but there is neither');
  });

  test('leaves the tree as it was: what it judges need not synthesize, and is not kept from it', () => {
    const { app } = build();
    expect(app).not.toHaveNoFindings();
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('takes the options of the tree, and its own in place of them', () => {
    const { app } = build();
    Diagnostics.install(app, { serviceNodePortRange: '1-100' });
    expect(app).toHaveNoFindings();
    expect(app).not.toHaveNoFindings({ serviceNodePortRange: '200-300' });
  });

  test('takes manifests, and counts warnings but not what is only worth knowing', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: {}, ports: [{ port: 80 }] }\n';
    const manifests = parseManifests(text, { source: 'web.yaml' });
    expect(() => expect(manifests).toHaveNoFindings()).toThrow('web.yaml:4');
    expect(manifests).toHaveNoFindings({ severities: { 'links/selector-empty': 'info' } });
  });

  test.each([undefined, null, 'kind: Service', ['text'], 1])('takes nothing else: %j', (subject) => {
    expect(() => expect(subject).toHaveNoFindings()).toThrow(TypeError);
    expect(() => expect(subject).not.toHaveNoFindings()).toThrow(
      'expect(...).toHaveNoFindings: expected an App, a Chart',
    );
  });
});

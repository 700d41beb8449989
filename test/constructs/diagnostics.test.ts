import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { Diagnostics } from '../../src/constructs/diagnostics';
import { EndpointSlice } from '../../src/constructs/endpoint-slice';
import { ExternalNameService } from '../../src/constructs/external-name-service';
import { NodePortService } from '../../src/constructs/node-port-service';
import { OptionsError } from '../../src/terms/options-error';

function badService(chart: Chart, id: string, nodePort: number): ApiObject {
  const spec = { type: 'NodePort', ports: [{ port: 80, nodePort }] };
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Service', metadata: { name: id }, spec });
}

describe('Diagnostics', () => {
  test('judges plain objects of cdk8s as soon as one construct of the package is in the tree', () => {
    const chart = Testing.chart();
    badService(chart, 'web', 80);
    expect(() => void Testing.synth(chart)).not.toThrow();
    new ExternalNameService(chart, 'name', { externalName: 'external.example.com' });
    expect(() => void Testing.synth(chart)).toThrow('service/node-port-range  test/web');
  });

  test('judges a tree without constructs of the package when it is installed', () => {
    const app = new App();
    badService(new Chart(app, 'shop'), 'web', 80);
    Diagnostics.install(app);
    expect(() => app.synthYaml()).toThrow('service/node-port-range  shop/web');
  });

  test('reports all findings at once, each with its construct, in the order of the tree', () => {
    const app = new App();
    Diagnostics.install(app);
    const chart = new Chart(app, 'shop');
    for (const [index, id] of ['a', 'b', 'c'].entries()) badService(chart, id, index + 1);
    const errors = Diagnostics.of(app).filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([
      { rule: 'service/node-port-range', construct: 'shop/a', path: 'spec.ports[0].nodePort', value: 1 },
      { rule: 'service/node-port-range', construct: 'shop/b', path: 'spec.ports[0].nodePort', value: 2 },
      { rule: 'service/node-port-range', construct: 'shop/c', path: 'spec.ports[0].nodePort', value: 3 },
    ]);
    const message = messageOf(() => app.synthYaml());
    for (const construct of ['shop/a', 'shop/b', 'shop/c']) expect(message.split(construct)).toHaveLength(2);
  });

  test('names the construct that a user of cdk8s-plus declared, not the object inside it', () => {
    const chart = Testing.chart();
    Diagnostics.install(chart);
    new kplus.Service(chart, 'web', { type: kplus.ServiceType.NODE_PORT, ports: [{ port: 80, nodePort: 80 }] });
    expect(Diagnostics.of(chart)).toContainEqual(
      expect.objectContaining({ rule: 'service/node-port-range', construct: 'test/web' }),
    );
  });

  test('does not let warnings fail synthesis, and keeps them', () => {
    const chart = Testing.chart();
    const ports = [{ port: 80 }] as const;
    new ClusterIPService(chart, 'web', { metadata: { name: 'web' }, selector: { app: 'nobody' }, ports });
    const severities = { 'links/selector-matches-nothing': 'warning' } as const;
    Diagnostics.install(chart, { severities });
    expect(() => void Testing.synth(chart)).not.toThrow();
    expect(Diagnostics.of(chart)).toMatchObject([
      { rule: 'links/selector-matches-nothing', severity: 'warning', construct: 'test/web' },
    ]);
  });

  test('prints warnings once when an app is synthesized', () => {
    const app = Testing.app();
    Diagnostics.install(app, { severities: { 'links/selector-matches-nothing': 'warning' } });
    for (const id of ['a', 'b']) {
      const ports = [{ port: 80 }] as const;
      new ClusterIPService(new Chart(app, id), 'web', { metadata: { name: id }, selector: { app: 'nobody' }, ports });
    }
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    app.synth();
    const texts = warn.mock.calls.map(([text]) => String(text));
    warn.mockRestore();
    expect(texts).toHaveLength(1);
    expect(texts[0]?.match(/^warning links\/selector-matches-nothing {2}[ab]\/web /gm)).toHaveLength(2);
  });

  test('judges what is there now, not what was there when it was asked before', () => {
    const chart = Testing.chart();
    const service = new NodePortService(chart, 'web', { ports: [{ port: 80, nodePort: 30080 }] });
    new EndpointSlice(chart, 'slice', {
      service,
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.1'] }],
      ports: [{ port: 80 }],
    });
    expect(Diagnostics.of(chart).filter(({ severity }) => severity === 'error')).toEqual([]);
    badService(chart, 'late', 80);
    expect(Diagnostics.of(chart)).toContainEqual(expect.objectContaining({ construct: 'test/late' }));
  });

  test('takes the options of the last call, and refuses those that no cluster can have', () => {
    const app = new App();
    Diagnostics.install(app, { serviceNodePortRange: '100-200', namespace: 'shop' });
    badService(new Chart(app, 'chart'), 'web', 150);
    expect(Diagnostics.of(app)).toEqual([]);
    Diagnostics.install(app, { serviceNodePortRange: '300-400' });
    expect(Diagnostics.of(app)).toMatchObject([{ rule: 'service/node-port-range', object: { namespace: 'shop' } }]);
    expect(() => Diagnostics.install(app, { serviceNodePortRange: 'all' })).toThrow(OptionsError);
    expect(Diagnostics.of(app)).toHaveLength(1);
  });

  test('tells two objects of one name apart', () => {
    const chart = Testing.chart();
    Diagnostics.install(chart);
    const names = { first: 80, second: 30080, third: 81 };
    for (const [id, nodePort] of Object.entries(names)) badService(chart, id, nodePort).metadata.add('name', 'web');
    const found = Diagnostics.of(chart).filter(({ rule }) => rule === 'service/node-port-range');
    expect(found.map(({ value, construct }) => [value, construct])).toEqual([
      [80, 'test/first'],
      [81, 'test/third'],
    ]);
  });

  test('answers for a tree that nothing has it judged, without failing its synthesis', () => {
    const app = new App();
    badService(new Chart(app, 'shop'), 'web', 80);
    expect(Diagnostics.of(app)).toMatchObject([{ rule: 'service/node-port-range', construct: 'shop/web' }]);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('takes options for one answer', () => {
    const app = new App();
    Diagnostics.install(app, { serviceNodePortRange: '100-200' });
    badService(new Chart(app, 'chart'), 'web', 150);
    expect(Diagnostics.of(app, { serviceNodePortRange: '300-400' })).toMatchObject([{ value: 150 }]);
    expect(Diagnostics.of(app)).toEqual([]);
  });

  test('leaves trees without it alone', () => {
    const app = new App();
    badService(new Chart(app, 'shop'), 'web', 80);
    expect(() => app.synthYaml()).not.toThrow();
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

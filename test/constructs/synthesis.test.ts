import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Diagnostics } from '../../src/constructs/diagnostics';

/** An app of several charts, and how often each of its objects was rendered. */
function countingApp(charts: number, yamlOutputType = YamlOutputType.FILE_PER_CHART): { app: App; counts: number[] } {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'synthesis-')), yamlOutputType });
  const counts = Array<number>(charts).fill(0);
  for (const index of counts.keys()) {
    const chart = new Chart(app, `chart${index}`);
    const data = Lazy.any({
      produce: () => ({ count: String((counts[index] = (counts[index] ?? 0) + 1)) }),
    }) as unknown;
    new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c${index}` }, data });
  }
  return { app, counts };
}

describe('synthesis of a tree that is judged', () => {
  test.each([
    ['a file for each chart', YamlOutputType.FILE_PER_CHART],
    ['one file', YamlOutputType.FILE_PER_APP],
    ['a file for each object', YamlOutputType.FILE_PER_RESOURCE],
  ])('renders every object once, into %s', (_, type) => {
    const { app, counts } = countingApp(3, type);
    Diagnostics.install(app);
    app.synth();
    expect(counts).toEqual([1, 1, 1]);
  });

  test('renders every object again the next time', () => {
    const { app, counts } = countingApp(2);
    Diagnostics.install(app);
    app.synth();
    app.synthYaml();
    app.charts.forEach((chart) => void Testing.synth(chart));
    expect(counts).toEqual([4, 4]);
  });

  test('writes the files that cdk8s would write by itself', () => {
    const [raw, judged] = [countingApp(2).app, countingApp(2).app];
    Diagnostics.install(judged);
    raw.synth();
    judged.synth();
    for (const name of ['chart0.k8s.yaml', 'chart1.k8s.yaml']) {
      expect(readFileSync(join(judged.outdir, name), 'utf8')).toBe(readFileSync(join(raw.outdir, name), 'utf8'));
    }
  });

  test('gives objects that render differently the second time as they are the first time', () => {
    const spread = (isJudged: boolean): unknown => {
      const chart = Testing.chart();
      new kplus.Deployment(chart, 'web', { containers: [{ image: 'web', portNumber: 80 }], spread: true });
      if (isJudged) Diagnostics.install(chart.node.root);
      return Testing.synth(chart);
    };
    expect(spread(true)).toEqual(spread(false));
  });

  test('sees what changed between two of them', () => {
    const chart = Testing.chart();
    const object = new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } });
    Diagnostics.install(chart.node.root);
    Testing.synth(chart);
    object.addJsonPatch(JsonPatch.replace('/data/a', '2'));
    expect(Testing.synth(chart)).toMatchObject([{ data: { a: '2' } }]);
    expect(object.toJson()).toMatchObject({ data: { a: '2' } });
  });

  test('leaves no trace when it fails', () => {
    const chart = Testing.chart();
    const spec = { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] };
    const object = new ApiObject(chart, 'bad', { apiVersion: 'v1', kind: 'Service', spec });
    Diagnostics.install(chart.node.root);
    expect(() => void Testing.synth(chart)).toThrow();
    expect(Object.hasOwn(object, 'toJson')).toBe(false);
    object.addJsonPatch(JsonPatch.remove('/spec/ports/0/nodePort'));
    expect(Testing.synth(chart)).toHaveLength(1);
  });
});

import { ApiObject, App, Chart } from 'cdk8s';
import '../../src/vitest';
import { ManifestError } from '../../src/model/manifest-error';

const WEB =
  'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }], clusterIP: None }\n';
const API =
  'kind: Service\nspec: { clusterIP: None, ports: [{ port: 81 }] }\nmetadata: { name: api }\napiVersion: v1\n';

let app: App;
beforeEach(() => {
  app = new App();
});

function chartWith(services: Readonly<Record<string, number>>, id = 'chart'): Chart {
  const chart = new Chart(app, id);
  for (const [name, port] of Object.entries(services)) {
    const spec = { clusterIP: 'None', ports: [{ port }] };
    new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });
  }
  return chart;
}

describe('toMatchManifests', () => {
  test('passes for the same objects in any order', () => {
    expect(chartWith({ web: 80, api: 81 })).toMatchManifests(`${API}---\n${WEB}`);
  });

  test('takes all charts of an app, and one chart alone', () => {
    const web = chartWith({ web: 80 }, 'first');
    chartWith({ api: 81 }, 'second');
    expect(app).toMatchManifests(`${WEB}---\n${API}`);
    expect(web).toMatchManifests(WEB);
  });

  test('says where objects differ, which are missing and which nobody expected', () => {
    const chart = chartWith({ web: 8080, db: 5432 });
    expect(chart).not.toMatchManifests(`${WEB}---\n${API}`);
    const fails = () => expect(chart).toMatchManifests(`${WEB}---\n${API}`);
    expect(fails).toThrow('3 of 3 objects differ');
    expect(fails).toThrow(/Service default\/web: \n[^]*- .*"port": 80,[^]*\+ .*"port": 8080,/);
    expect(fails).toThrow('Service default/api: expected, but not synthesized');
    expect(fails).toThrow('Service default/db: synthesized, but not expected');
  });

  test('says so when they were expected to differ', () => {
    expect(() => expect(chartWith({ web: 80 })).not.toMatchManifests(WEB)).toThrow('all 1 objects are equal');
  });

  test('counts two objects of one name as two', () => {
    const chart = chartWith({ web: 80 });
    expect(() => expect(chart).toMatchManifests(`${WEB}---\n${WEB}`)).toThrow('Service default/web (2): expected');
  });

  test('says where the expected text is not YAML', () => {
    expect(() => expect(chartWith({})).toMatchManifests('a: [b')).toThrow(ManifestError);
    expect(() => expect(chartWith({}, 'other')).toMatchManifests('a: [b')).toThrow('the expected manifests');
  });
});

import fc from 'fast-check';
import { IntentFileError } from '../../src/model/intents';
import { readIntents } from '../../src/model/intents-file';

const read = (intent: object) => readIntents(JSON.stringify({ intents: [intent] }), 'intents.yaml', 'shop')[0];
const intent = (more: object = {}) => ({ expect: 'allow', from: 'outside', to: 'service/web', ...more });

describe('intents that people write', () => {
  test('are read from YAML, names without a namespace in that of the run', () => {
    const text = `
intents:
  - expect: allow
    from: deploy/frontend
    to: service/api:http
  - { expect: deny, from: outside, to: service/data/database }
`;
    const [first, second] = readIntents(text, 'intents.yaml', 'shop');
    expect(first).toEqual({
      id: 'intents.yaml#1',
      construct: 'intents.yaml',
      expect: 'allow',
      from: { workload: { kind: 'Deployment', namespace: 'shop', name: 'frontend' } },
      to: { service: { namespace: 'shop', name: 'api' }, port: 'http' },
    });
    expect(second).toMatchObject({ from: { outside: true }, to: { service: { namespace: 'data', name: 'database' } } });
  });

  test.each([
    ['outside', { outside: true }],
    ['node/worker', { node: 'worker' }],
    ['statefulset/db', { workload: { kind: 'StatefulSet', namespace: 'shop', name: 'db' } }],
    ['CronJob/jobs/nightly', { workload: { kind: 'CronJob', namespace: 'jobs', name: 'nightly' } }],
    ['po/web-0', { workload: { kind: 'Pod', namespace: 'shop', name: 'web-0' } }],
  ])('come from %s', (from, expected) => {
    expect(read(intent({ from }))?.from).toEqual(expected);
  });

  test.each([
    ['service/web', { service: { namespace: 'shop', name: 'web' } }],
    ['svc/a/web:80', { service: { namespace: 'a', name: 'web' }, port: 80 }],
    ['https://shop.example.com:8443/a', { url: 'https://shop.example.com:8443/a' }],
  ])('go to %s', (to, expected) => {
    expect(read(intent({ to }))?.to).toEqual(expected);
  });
});

describe('a file of intents that cannot be used is told with place and remedy', () => {
  test.each<[string, object, string, RegExp]>([
    ['somebody unknown', { from: 'frontend' }, 'intents[0].from', /write kind\/name/],
    ['a kind that is mistyped', { from: 'deployement/web' }, 'intents[0].from', /did you mean deployment\?/],
    ['a kind without Pods', { from: 'configmap/web' }, 'intents[0].from', /is nobody who connects/],
    ['too many names', { from: 'deployment/a/b/c' }, 'intents[0].from', /write kind\/name/],
    ['a node without name', { from: 'node/' }, 'intents[0].from', /names no node/],
    ['nothing to connect to', { to: 'web:80' }, 'intents[0].to', /write service\/name/],
    ['a URL that is none', { to: 'http://' }, 'intents[0].to', /is not a URL/],
    ['an expectation that there is not', { expect: 'permit' }, 'intents[0].expect', /choose one of allow, deny/],
    ['a field that there is not', { form: 'outside' }, 'intents[0].form', /did you mean from\?/],
    ['a port as a number', { to: 80 }, 'intents[0].to', /in quotes/],
  ])('%s', (_, more, path, message) => {
    const run = () => read(intent(more));
    expect(run).toThrow(IntentFileError);
    expect(run).toThrow(expect.objectContaining({ path }) as Error);
    expect(run).toThrow(message);
  });

  test('with line and column', () => {
    const text = 'intents:\n  - expect: allow\n    from: web\n    to: service/web\n';
    expect(() => readIntents(text, 'a.yaml')).toThrow(/^a\.yaml:3:5: intents\[0\]\.from: "web" is nobody/);
    expect(() => readIntents('intents: [', 'a.yaml')).toThrow(/^a\.yaml:\d+:\d+: /);
    expect(() => readIntents('{}', 'a.yaml')).toThrow(/^a\.yaml:1:1: intents: is missing/);
  });

  test('whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (from, to) => {
        try {
          read(intent({ from, to }));
        } catch (error) {
          expect(error).toBeInstanceOf(IntentFileError);
        }
      }),
    );
  });
});

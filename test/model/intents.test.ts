import fc from 'fast-check';
import type { Intent } from '../../src/model/intents';
import { formatIntents, IntentFileError, parseIntents } from '../../src/model/intents';

const text = fc.string({ minLength: 1 });
const name = { namespace: text, name: text };
const intents = fc.array(
  fc.record<Intent>({
    id: text,
    construct: text,
    expect: fc.constantFrom('allow', 'deny'),
    from: fc.oneof(
      fc.constant({ outside: true } as const),
      fc.record({ node: text }),
      fc.record({ workload: fc.record({ kind: text, ...name }) }),
    ),
    to: fc.oneof(
      fc.record({ url: text }),
      fc.record({ service: fc.record(name) }),
      fc.record({ service: fc.record(name), port: fc.oneof(fc.integer(), fc.string()) }),
    ),
  }),
);

const valid = { id: 'a#1', construct: 'a', expect: 'allow', from: { outside: true }, to: { url: 'http://a/' } };

describe('intents', () => {
  test('are read as they were written', () => {
    fc.assert(fc.property(intents, (written) => void expect(parseIntents(formatIntents(written))).toEqual(written)));
  });

  test.each<[string, unknown, string]>([
    ['no object', [], ''],
    ['another version', { version: 2, intents: [] }, 'version'],
    ['no list', { version: 1, intents: {} }, 'intents'],
    ['no intent', { version: 1, intents: [valid, null] }, 'intents[1]'],
    ['another expectation', { version: 1, intents: [{ ...valid, expect: 'maybe' }] }, 'intents[0].expect'],
    ['no id', { version: 1, intents: [{ ...valid, id: undefined }] }, 'intents[0].id'],
    ['nobody who connects', { version: 1, intents: [{ ...valid, from: {} }] }, 'intents[0].from'],
    [
      'a workload without kind',
      { version: 1, intents: [{ ...valid, from: { workload: {} } }] },
      'intents[0].from.workload.kind',
    ],
    ['nothing to connect to', { version: 1, intents: [{ ...valid, to: {} }] }, 'intents[0].to'],
    [
      'a port that is neither name nor number',
      { version: 1, intents: [{ ...valid, to: { service: { namespace: 'a', name: 'b' }, port: true } }] },
      'intents[0].to.port',
    ],
  ])('of a file with %s are refused, saying where', (_, file, path) => {
    const error = thrownBy(() => parseIntents(JSON.stringify(file), 'dist/connectivity.intents'));
    expect(error).toBeInstanceOf(IntentFileError);
    expect(error).toMatchObject({ source: 'dist/connectivity.intents', path });
  });

  test('of a file that is not JSON are refused', () => {
    expect(thrownBy(() => parseIntents('version: 1'))).toBeInstanceOf(IntentFileError);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

import { KindTarget } from '../../../src/targets/kind/kind-target';

describe('a kind target', () => {
  const path = process.env.PATH;
  afterEach(() => {
    process.env.PATH = path;
  });

  test('says in one line what is missing and what to do, when there is no kind', async () => {
    process.env.PATH = '/nonexistent';
    await expect(new KindTarget().start()).rejects.toThrow(/^kind: is not on PATH; install it .*--target embedded$/);
  });

  test('names the addon that cannot be read before anything is created', async () => {
    await expect(new KindTarget({ with: ['no-such-file.yaml'] }).start()).rejects.toThrow(/^no-such-file\.yaml: /);
  });

  test('does not start when it was aborted before', async () => {
    const reason = new Error('enough');
    await expect(new KindTarget().start(AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

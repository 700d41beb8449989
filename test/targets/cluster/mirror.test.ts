import { Changes } from '../../../src/targets/cluster/mirror';

describe('waiting for a condition', () => {
  test('ends when a change makes it true', async () => {
    const changes = new Changes();
    let ready = false;
    const waiting = changes.until(() => ready, 60_000, undefined);
    changes.notify();
    ready = true;
    changes.notify();
    await expect(waiting).resolves.toBe(true);
  });

  test('does not wait when it is true already', async () => {
    await expect(new Changes().until(() => true, 0, undefined)).resolves.toBe(true);
  });

  test('ends with its budget', async () => {
    await expect(new Changes().until(() => false, 1, undefined)).resolves.toBe(false);
  });

  test('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = new Changes().until(() => false, 60_000, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});

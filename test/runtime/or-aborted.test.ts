import { orAborted } from '../../src/runtime/or-aborted';

describe('what is waited for until a signal', () => {
  const reason = new Error('enough');
  const never = () => new Promise<never>(() => {});

  test('comes to what its promise does, without a signal and with one', async () => {
    const { signal } = new AbortController();
    expect(await orAborted(Promise.resolve(1), undefined)).toBe(1);
    expect(await orAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(orAborted(Promise.reject(reason), signal)).rejects.toBe(reason);
  });

  test('is given up when the signal is aborted, before or meanwhile', async () => {
    await expect(orAborted(never(), AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const waited = orAborted(never(), controller.signal);
    controller.abort(reason);
    await expect(waited).rejects.toBe(reason);
  });

  test('may fail after it was given up', async () => {
    const late = Promise.reject(new Error('late'));
    await expect(orAborted(late, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

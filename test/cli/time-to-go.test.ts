import { timeToGo } from '../../src/cli/time-to-go';

test.each([
  [0.5, 10_000, ', about 10 s to go'],
  [0.1, 60_000, ', about 9 min to go'],
  [0.01, 60_000, ''],
  [0.5, 1_000, ''],
  [1, 60_000, ''],
])('after a share of %d in %d ms, it says "%s"', (share, elapsedMs, text) => {
  expect(timeToGo(share, elapsedMs)).toBe(text);
});

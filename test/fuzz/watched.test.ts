import { join } from 'node:path';
import { Watched } from './watched';

const LIMITS = { cpuSeconds: 0.5, mib: 32, patienceMs: 60_000 };

test.each([
  ['hang', /more than 0.5 CPU s/],
  ['wait', /waited/],
  ['fill', /ended the process: SIGABRT/],
  ['burn', /took .* CPU s/],
  ['leave', /ended the process: 3/],
  ['blame', /undefined/],
])('an input that lets the process %s is found, and the next one is examined', async (misdeed, said) => {
  const limits = misdeed === 'wait' ? { ...LIMITS, patienceMs: 2_000 } : LIMITS;
  using watched = await Watched.by(join(__dirname, 'misbehave.ts'), limits);
  expect((await watched.examine({ manifests: misdeed }))?.said).toMatch(said);
  expect(await watched.examine({ manifests: 'nothing' })).toBeUndefined();
});

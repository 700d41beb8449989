import { join } from 'node:path';
import { Watched } from './watched';

test.each([
  ['hang', /did not end/],
  ['fill', /ended the process: SIGABRT/],
  ['burn', /took .* CPU s/],
  ['leave', /ended the process: 3/],
  ['blame', /undefined/],
])('an input that lets the process %s is found, and the next one is examined', async (misdeed, said) => {
  using watched = new Watched(join(__dirname, 'misbehave.ts'), misdeed === 'hang' ? 2_000 : 60_000);
  expect((await watched.examine(misdeed))?.said).toMatch(said);
  expect(await watched.examine('nothing')).toBeUndefined();
});

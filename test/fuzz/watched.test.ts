import { join } from 'node:path';
import { Watched } from './watched';

test.each([
  ['hang', /more than 2 CPU s/],
  ['wait', /waited/],
  ['fill', /ended the process: SIGABRT/],
  ['burn', /took .* CPU s/],
  ['leave', /ended the process: 3/],
  ['blame', /undefined/],
])('an input that lets the process %s is found, and the next one is examined', async (misdeed, said) => {
  using watched = new Watched(join(__dirname, 'misbehave.ts'), misdeed === 'wait' ? 5_000 : 600_000);
  expect((await watched.examine({ manifests: misdeed }))?.said).toMatch(said);
  expect(await watched.examine({ manifests: 'nothing' })).toBeUndefined();
});

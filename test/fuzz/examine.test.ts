import * as fc from 'fast-check';
import { examine } from './examine';
import { input } from './inputs';

/** `npm run fuzz` takes more. */
const INPUTS = 200;

describe('any input', () => {
  it('is read, checked, explained and planned for in words of people', () => {
    fc.assert(
      fc.property(input, (given) => {
        expect(examine(given)).toBeUndefined();
      }),
      { numRuns: INPUTS, seed: 1 },
    );
  }, 300_000);
});

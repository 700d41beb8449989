import { seedOf } from '../../../src/model/allocation/seed';

describe('seedOf', () => {
  it('is the same for the same text, in every release', () => {
    expect(seedOf('default/web IPv4')).toBe(seedOf('default/web IPv4'));
    expect(seedOf('')).toBe(seedOf(''));
  });

  it('spreads names that hardly differ over the whole range', () => {
    const buckets = new Set(Array.from({ length: 256 }, (_, n) => seedOf(`default/web-${n} IPv4`) >> 28n));
    expect(buckets.size).toBe(16);
  });

  it('is not a negative number', () => {
    for (let n = 0; n < 100; n++) expect(seedOf(`${n}`) >= 0n).toBe(true);
  });
});

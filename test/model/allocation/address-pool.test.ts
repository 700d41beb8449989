import * as fc from 'fast-check';
import { AddressPool, lowerBandOf } from '../../../src/model/allocation/address-pool';

describe('AddressPool', () => {
  it('takes a certain number once, and again when it was given back', () => {
    const pool = new AddressPool(1n, 10n, 0n);
    expect(pool.take(5n, 'a')).toBeUndefined();
    expect(pool.take(5n, 'b')).toBe('taken');
    expect(pool.ownerOf(5n)).toBe('a');
    pool.release(5n);
    expect(pool.take(5n, 'b')).toBeUndefined();
  });

  it.each([0n, 11n, -1n])('has no number %s', (number) => {
    expect(new AddressPool(1n, 10n, 0n).take(number, 'a')).toBe('outOfRange');
  });

  it('starts where the seed says, goes up and begins again at the bottom of the band', () => {
    const pool = new AddressPool(0n, 9n, 4n);
    const taken = Array.from({ length: 11 }, () => pool.takeNext(4n, 'a'));
    expect(taken).toEqual([8n, 9n, 4n, 5n, 6n, 7n, 0n, 1n, 2n, 3n, undefined]);
  });

  it('costs nothing that is not taken', () => {
    const pool = new AddressPool(0n, (1n << 64n) - 1n, 256n);
    expect(pool.takeNext(0n, 'a')).toBe(256n);
    expect(pool.take((1n << 64n) - 1n, 'a')).toBeUndefined();
  });

  it('stays clear of what others will ask for, as long as there is anything else', () => {
    const pool = new AddressPool(0n, 3n, 0n);
    pool.expect(1n);
    pool.expect(2n);
    const taken = Array.from({ length: 5 }, () => pool.takeNext(1n, 'a'));
    expect(taken).toEqual([3n, 0n, 1n, 2n, undefined]);
  });

  it('gives what somebody will ask for to whoever asks', () => {
    const pool = new AddressPool(0n, 3n, 0n);
    pool.expect(1n);
    expect(pool.take(1n, 'a')).toBeUndefined();
  });

  it('has nothing to give when it is empty', () => {
    expect(new AddressPool(1n, 0n, 0n).takeNext(3n, 'a')).toBeUndefined();
  });

  it('never gives out one number twice, and nothing of the lower band while the upper has room', () => {
    const requests = fc.array(fc.oneof(fc.bigInt({ min: -2n, max: 45n }), fc.constant('any' as const)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        requests,
        fc.bigInt({ min: 0n, max: 20n }),
        fc.bigInt({ min: 0n, max: 1n << 40n }),
        (wanted, band, seed) => {
          const pool = new AddressPool(0n, 40n, band);
          const taken = new Set<bigint>();
          for (const want of wanted) {
            const got =
              want === 'any' ? pool.takeNext(seed, 'a') : pool.take(want, 'a') === undefined ? want : undefined;
            if (got === undefined) {
              if (want === 'any') expect(taken.size).toBe(41);
              continue;
            }
            expect(taken.has(got)).toBe(false);
            expect(got >= 0n && got <= 40n).toBe(true);
            if (want === 'any' && got < band) {
              for (let number = band; number <= 40n; number++) expect(taken.has(number)).toBe(true);
            }
            taken.add(got);
          }
        },
      ),
    );
  });
});

describe('lowerBandOf', () => {
  const ips = { step: 16n, min: 16n, max: 256n };
  const ports = { step: 32n, min: 16n, max: 128n };
  it.each([
    [65534n, ips, 256n],
    [254n, ips, 16n],
    [4094n, ips, 255n],
    [14n, ips, 0n],
    [16n, ips, 0n],
    [17n, ips, 16n],
    [2768n, ports, 86n],
    [64512n, ports, 128n],
  ])('of %s numbers', (size, bounds, band) => expect(lowerBandOf(size, bounds)).toBe(band));
});

import fc from 'fast-check';
import type { ProxyEndpoint } from '../../../src/dataplane/proxy/proxy-endpoint';
import { Affinity, dealt, inTurn } from '../../../src/dataplane/proxy/selection';

const endpoints = (count: number): readonly ProxyEndpoint[] =>
  Array.from({ length: count }, (_, index) => ({
    address: `10.0.0.${index}`,
    port: 80,
    ready: true,
    serving: true,
    terminating: false,
  }));

describe('dealt', () => {
  it('reaches every endpoint once in each round, whatever the chance', () => {
    const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }), random, (count, rounds, numbers) => {
        const select = dealt(() => numbers.next().value as number);
        const all = endpoints(count);
        for (let round = 0; round < rounds; round++) {
          const drawn = all.map(() => select('client', all)?.address);
          expect(new Set(drawn).size).toBe(count);
        }
      }),
    );
  });

  it('is fair: each endpoint is as often the first', () => {
    let state = 1;
    const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
    const select = dealt(random);
    const counts = new Map<string, number>();
    for (let client = 0; client < 3000; client++) {
      const { address = '' } = select(`client ${client}`, endpoints(3)) ?? {};
      counts.set(address, (counts.get(address) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('starts again when the endpoints change', () => {
    const select = dealt(() => 0);
    select('client', endpoints(2));
    const three = endpoints(3);
    expect(new Set(three.map(() => select('client', three))).size).toBe(3);
  });

  it('has nothing to choose from nothing', () => {
    expect(dealt(() => 0)('client', [])).toBeUndefined();
  });
});

it('inTurn goes round, whoever asks', () => {
  const select = inTurn();
  const all = endpoints(2);
  expect([1, 2, 3].map(() => select('server', all)?.address)).toEqual(['10.0.0.0', '10.0.0.1', '10.0.0.0']);
  expect(select('server', [])).toBeUndefined();
});

describe('Affinity', () => {
  it('keeps a client at its endpoint as long as it comes back in time', () => {
    let now = 0;
    const affinity = new Affinity(() => now);
    const select = inTurn();
    const all = endpoints(3);
    const connect = () => affinity.stick('client', 1000, all, () => select('server', all))?.address;
    const first = connect();
    now = 1000;
    expect(connect()).toBe(first);
    now = 2000;
    expect(connect()).toBe(first);
    now = 3001;
    expect(connect()).not.toBe(first);
  });

  it('lets go of an endpoint that is gone', () => {
    const affinity = new Affinity(() => 0);
    const [one, two] = endpoints(2) as [ProxyEndpoint, ProxyEndpoint];
    affinity.stick('client', 1000, [one], () => one);
    expect(affinity.stick('client', 1000, [two], () => two)).toBe(two);
  });
});

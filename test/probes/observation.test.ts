import fc from 'fast-check';
import type { AddressNames, Observation } from '../../src/probes/observation';
import { verdictOf } from '../../src/probes/observation';

const names: AddressNames = {
  classOf: (address) => (address.startsWith('172.') ? 'node' : address === '10.0.0.9' ? 'pod' : 'other'),
  placeholderOf: (address) => `\${${address}}`,
};

const reached = (by: string, clientIP = '10.0.0.9'): Observation => ({ outcome: 'reached', by, clientIP });
const refused: Observation = { outcome: 'refused' };
const timedOut: Observation = { outcome: 'timedOut' };

describe('the verdict', () => {
  test('names everybody who answered, sorted, and what they saw', () => {
    expect(verdictOf([reached('s/b'), reached('s/a'), reached('s/b')], names)).toEqual({
      kind: 'connection',
      outcome: 'reached',
      by: ['s/a', 's/b'],
      clientIP: 'pod',
      seenAs: '${10.0.0.9}',
    });
  });

  test('is of several outcomes the one that tells most, and the rest are told beside it', () => {
    const closed: Observation = { outcome: 'closed' };
    const unresolved: Observation = { outcome: 'unresolved' };
    const ranked = [reached('s/a'), closed, refused, timedOut, unresolved];
    for (const [index, { outcome }] of ranked.entries()) {
      const others = ranked.slice(index + 1).map((other) => other.outcome);
      const verdict = verdictOf(ranked.slice(index).reverse(), names);
      expect([verdict.outcome, verdict.also ?? []]).toEqual([outcome, others.sort()]);
    }
  });

  test('tells Pods apart that saw different clients', () => {
    expect(verdictOf([reached('s/a'), reached('s/b', '172.18.0.2')], names)).toEqual({
      kind: 'connection',
      outcome: 'reached',
      by: ['s/a', 's/b'],
      clientIPBy: { 's/a': 'pod', 's/b': 'node' },
      seenAs: { 's/a': ['${10.0.0.9}'], 's/b': ['${172.18.0.2}'] },
    });
  });

  test('an answer outweighs a refusal, a refusal outweighs silence, and the others are told', () => {
    expect(verdictOf([timedOut, refused, reached('s/a')], names)).toMatchObject({
      outcome: 'reached',
      also: ['refused', 'timedOut'],
    });
    expect(verdictOf([timedOut, refused], names)).toEqual({
      kind: 'connection',
      outcome: 'refused',
      also: ['timedOut'],
    });
  });

  test('an answer that came from no Pod has nobody to name', () => {
    expect(verdictOf([{ outcome: 'reached', status: 404 }], names)).toEqual({
      kind: 'connection',
      outcome: 'reached',
      by: [],
      status: 404,
    });
  });

  test('does not depend on the order of the tries', () => {
    const one = fc.constantFrom(reached('a'), reached('b', '172.18.0.2'), refused, timedOut);
    const tries = fc.array(one, { minLength: 1, maxLength: 12 });
    const shuffled = tries.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(verdictOf(other, names)).toEqual(verdictOf(all, names));
      }),
    );
  });
});

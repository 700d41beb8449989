import * as fc from 'fast-check';
import { roundOf, Turns } from '../../../src/dataplane/gateway/turns';

const destinationsWith = (weights: readonly number[]) => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight, index) => ({
    backend: { path: `spec.rules[0].backendRefs[${index}]`, ref: {}, weight },
    share: weight / sum,
    endpoints: [{ address: '10.0.0.1', port: 80 }],
  }));
};

test('after one round every destination had exactly its share', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }), (weights) => {
      const destinations = destinationsWith(weights);
      const [turns, round] = [new Turns(), roundOf(destinations)];
      const counts = new Map(destinations.map((each) => [each, 0]));
      for (let turn = 0; turn < round; turn++) {
        const chosen = turns.destination('rule', destinations);
        if (chosen !== undefined) counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
      }
      expect([...counts.values()].map((count) => count / round)).toEqual(
        destinations.map(({ share }): unknown => expect.closeTo(share, 9)),
      );
    }),
  );
});

test('a mirror gets its share of copies', () => {
  const turns = new Turns();
  const copied = Array.from({ length: 40 }, () => turns.copies('mirror', 0.25)).filter(Boolean);
  expect(copied).toHaveLength(10);
});

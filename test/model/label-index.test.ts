import * as fc from 'fast-check';
import { LabelIndex, matches } from '../../src/model/label-index';
import type { Labels } from '../../src/model/objects';

interface Item {
  readonly labels: Labels;
}

const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor'), fc.constantFrom('1', '2'), { maxKeys: 4 });

test('an index selects what has every pair of a selector, in its order', () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 60 }), fc.array(labels, { maxLength: 8 }), (all, selectors) => {
      const items = all.map((each): Item => ({ labels: each }));
      const index = new LabelIndex<Item>((item) => item.labels);
      for (const item of items) index.add('shop', item);
      for (const selector of selectors) {
        const isEmpty = Object.keys(selector).length === 0;
        const expected = isEmpty ? [] : items.filter((item) => matches(selector, item.labels));
        expect(index.select('shop', selector)).toEqual(expected);
      }
    }),
  );
});

test('labels that everything has are looked at once, however many selectors are made of them', () => {
  const common = Object.fromEntries(Array.from({ length: 10 }, (_, bit) => [`label-${bit}`, 'yes']));
  let looks = 0;
  const index = new LabelIndex<Item>((item) => {
    looks++;
    return item.labels;
  });
  const size = 1_000;
  for (let n = 0; n < size; n++) index.add('shop', { labels: { ...common, own: String(n) } });
  for (let subset = 1; subset < size; subset++) {
    const selector = Object.fromEntries(Object.entries(common).filter((_, bit) => ((subset >> bit) & 1) === 1));
    expect(index.select('shop', selector)).toHaveLength(size);
  }
  // Each of ten lists is looked through for each of nine other labels, and each thing once when it was added.
  expect(looks).toBeLessThanOrEqual(size * (10 * 9 + 1));
});

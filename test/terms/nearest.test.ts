import fc from 'fast-check';
import {
  editDistance,
  likeness,
  mistyped,
  mistypedNumber,
  nameLikeness,
  nearest,
  nearestName,
} from '../../src/terms/nearest';

describe('the nearest name', () => {
  it.each([
    ['backnd', ['frontend', 'backend'], 'backend'],
    ['wbe', ['web', 'api'], 'web'],
    ['web-svc', ['web', 'api'], 'web'],
    ['http', ['https', 'grpc'], 'https'],
    ['web', ['web'], undefined],
    ['payments', ['web', 'api'], undefined],
    ['web', [], undefined],
  ])('of %p among %p is %p', (word, names, expected) => {
    expect(nearest(word, names)).toBe(expected);
  });

  it('is looked for among the first names only', () => {
    expect(nearest('wbe', ['api', 'web'], 1)).toBeUndefined();
  });

  it('is as near from the other side', () => {
    const word = fc.stringMatching(/^[ab-]{0,8}$/);
    fc.assert(fc.property(word, word, (a, b) => void expect(likeness(a, b)).toBe(likeness(b, a))));
  });
});

describe('names of objects', () => {
  it.each([
    ['webb', 'web'],
    ['rel-wbe', 'rel-web'],
    ['web', 'web-svc'],
    ['web-service', 'web-deployment'],
    ['bd', 'db'],
  ])('like %p and %p are alike', (a, b) => {
    expect([nameLikeness(a, b), nameLikeness(b, a)]).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it.each([
    ['shop-web', 'shop-db'],
    ['shop-a', 'shop-b'],
    ['web-1', 'web-2'],
    ['books1-shop', 'books2-shop'],
    ['nginx-internal', 'nginx-external'],
    ['db-ro', 'db-rw'],
    ['prometheus', 'prometheus-adapter'],
  ])('like %p and %p are two things', (a, b) => {
    expect([nameLikeness(a, b), nameLikeness(b, a)]).toEqual([undefined, undefined]);
  });

  it('are mistyped only where a typo explains all of it', () => {
    expect(mistyped('ngnix', ['contour', 'nginx'])).toBe('nginx');
    expect([mistyped('nginx-internal', ['nginx']), nearestName('nginx-internal', ['nginx'])]).toEqual([
      undefined,
      'nginx',
    ]);
  });
});

test.each([
  [808, [8080], 8080],
  [8008, [8080], 8080],
  [443, [8443], 8443],
  [8081, [8080], undefined],
  [9443, [8443], undefined],
  [80, [8080], undefined],
  [8080, [8080], undefined],
])('the number that %p was meant to be among %p is %p', (number, numbers, expected) => {
  expect(mistypedNumber(number, numbers)).toBe(expected);
});

test('the distance of two words is the number of edits', () => {
  const word = fc.stringMatching(/^[abc]{0,8}$/);
  fc.assert(
    fc.property(word, word, fc.nat(4), (a, b, bound) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(plain(a, b));
      expect(editDistance(a, b, bound)).toBe(distance <= bound ? distance : bound + 1);
    }),
  );
});

/** The definition, word for word (optimal string alignment). */
function plain(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)];
  const costs = [plain(restA, b) + 1, plain(a, restB) + 1, plain(restA, restB) + (a.at(-1) === b.at(-1) ? 0 : 1)];
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  if (swapped) costs.push(plain(a.slice(0, -2), b.slice(0, -2)) + 1);
  return costs.reduce((least, cost) => Math.min(least, cost));
}

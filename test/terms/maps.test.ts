import { ownOf } from '../../src/terms/maps';

test('a record has under a name what it was given, not what every object inherits', () => {
  expect(ownOf({ a: 1 }, 'a')).toBe(1);
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(ownOf({}, name)).toBeUndefined();
});

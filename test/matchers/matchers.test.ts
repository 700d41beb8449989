import { matchers } from '../../src/matchers';

test('matchers are there for an expect of one’s own', () => {
  expect(Object.keys(matchers)).toEqual(['toHaveNoFindings', 'toMatchManifests', 'toReach']);
});

// Jest itself answers this import.

import { expect as ofGlobals } from '@jest/globals';
import { App } from 'cdk8s';
import { matchers } from '../../src/matchers';
import '../../src/jest';

test('the matchers are those of @jest/globals as well, and typed there', async () => {
  ofGlobals(new App()).toHaveNoFindings({ kubernetesVersion: '1.34' });
  ofGlobals(new App()).toMatchManifests('');
  await ofGlobals(ofGlobals(new App()).toReach('outside', 'nowhere')).rejects.toThrow(
    'toReach: nowhere: expected http',
  );
});

test('are there for an expect of one’s own', () => {
  expect(Object.keys(matchers)).toEqual(['toHaveNoFindings', 'toMatchManifests', 'toReach']);
});

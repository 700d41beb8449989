import { expect } from '@jest/globals';
import { App } from 'cdk8s';
import '../../src/jest';

export async function matchersOfJestGlobals(): Promise<void> {
  expect(new App()).toHaveNoFindings({ kubernetesVersion: '1.34' });
  expect(new App()).toMatchManifests('');
  await expect(new App()).toReach('outside', 'nowhere');
  // @ts-expect-error -- options are an object
  expect(new App()).toHaveNoFindings('1.34');
}

import { fulfilsTheContract } from '../targets/contract';
import { sharedCluster } from './cluster';

describe('a kind cluster', () => {
  fulfilsTheContract(() => sharedCluster());
});

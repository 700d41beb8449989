import { FakeKubernetes } from '../cluster/fake/fake-kubernetes';
import { fulfilsTheContract } from '../contract';

describe('a cluster that a kubeconfig leads to', () => {
  let fake: FakeKubernetes;
  beforeAll(async () => void (fake = await FakeKubernetes.start()));
  afterEach(() => void expect(fake.leftovers).toEqual([]));
  afterAll(() => fake[Symbol.asyncDispose]());

  fulfilsTheContract(() => fake.target());
});

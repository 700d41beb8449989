import { FakeKubernetes } from '../cluster/fake/fake-kubernetes';
import { clientLibrary } from '../../../src/targets/cluster/client-library';
import { fulfilsTheContract } from '../contract';

describe('a cluster that a kubeconfig leads to', () => {
  let fake: FakeKubernetes;
  // The client takes seconds to load where the machine is busy.
  beforeAll(async () => {
    await clientLibrary();
    fake = await FakeKubernetes.start();
  }, 60_000);
  afterEach(() => expect(fake.leftovers).toEqual([]));
  afterAll(() => fake[Symbol.asyncDispose]());

  fulfilsTheContract(() => fake.target());
});

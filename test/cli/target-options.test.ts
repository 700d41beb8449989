import { embedded } from '../../src/cli/target-options';

test('the target to compare with has the nodes of the other one, and zones where they are those of kind', async () => {
  const target = embedded({ target: 'kubeconfig', proxyMode: 'iptables' }, {}, ['worker', 'gpu-1']);
  await using started = await target.start();
  await using deployment = await started.deploy([]);
  expect(deployment.nodes).toEqual(['worker', 'gpu-1']);
});

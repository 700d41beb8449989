import type { ApiServer } from '../../../src/targets/cluster/api-server';
import { nodesTakePods } from '../../../src/targets/kind/nodes';

const node = (name: string, ready: boolean, ...taints: readonly string[]) => ({
  metadata: { name },
  spec: { taints: taints.map((key) => ({ key })) },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});
const control = node('control-plane', true, 'node-role.kubernetes.io/control-plane');

test('a new cluster is there when all of its nodes take Pods, workers as well', async () => {
  const left = [
    [],
    [control, node('worker', false, 'node.kubernetes.io/not-ready')],
    [control, node('worker', true, 'node.kubernetes.io/not-ready')],
    [control, node('worker', true)],
  ];
  const request = () => Promise.resolve({ items: left.shift() });
  await nodesTakePods({ request } as unknown as Pick<ApiServer, 'request'>);
  expect(left).toEqual([]);
});

test('an abort ends the wait', async () => {
  const reason = new Error('enough');
  const request = () => Promise.resolve({ items: [node('worker', false)] });
  const waiting = nodesTakePods({ request } as unknown as Pick<ApiServer, 'request'>, AbortSignal.abort(reason));
  await expect(waiting).rejects.toThrow(/abort/i);
});

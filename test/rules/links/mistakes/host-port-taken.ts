import { workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const hostPortTaken: RuleCases = {
  rule: 'links/host-port-taken',
  faulty: [
    at('DaemonSet/shop/b', 'spec.template.spec.containers[0].ports[0].containerPort', 'two on every node', [
      agent('a'),
      agent('b'),
    ]),
  ],
  right: [
    { title: 'one on every node', input: [agent('a'), agent('b', ['9101'])] },
    {
      title: 'two on nodes of their own',
      input: [agent('a'), agent('b', ['9100'], { nodeSelector: { disk: 'ssd' } })],
    },
    { title: 'one number for TCP and UDP', input: [agent('a'), agent('b', ['9100/UDP'])] },
  ],
};

function agent(name: string, ports: readonly string[] = ['9100'], pod: object = {}) {
  return workload('DaemonSet', name, { ports, pod: { hostNetwork: true, ...pod } });
}

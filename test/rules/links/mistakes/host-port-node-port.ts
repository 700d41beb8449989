import { container, deployment, service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const hostPortNodePort: RuleCases = {
  rule: 'links/host-port-node-port',
  faulty: [
    at('Deployment/shop/a', 'spec.template.spec.containers[0].ports[0].hostPort', 'that of another workload', [
      onHost('a', 30500),
      deployment('b'),
      nodePort('b'),
    ]),
    at(
      'Deployment/shop/a',
      'spec.template.spec.containers[0].ports[0].containerPort',
      'a Pod in the network of the node',
      [deployment('a', { ports: ['30500'], pod: { hostNetwork: true } }), deployment('b'), nodePort('b')],
    ),
  ],
  right: [
    { title: 'another number', input: [onHost('a', 8080), deployment('b'), nodePort('b')] },
    { title: 'another protocol', input: [onHost('a', 30500, 'UDP'), deployment('b'), nodePort('b')] },
    { title: 'both to one port of the same Pods', input: [onHost('b', 30500), nodePort('b')] },
  ],
};

function onHost(name: string, hostPort: number, protocol = 'TCP') {
  return deployment(name, container({ ports: [{ containerPort: 8080, hostPort, protocol }] }));
}

function nodePort(name: string) {
  const ports = [{ port: 80, targetPort: 8080, nodePort: 30500 }];
  return service(name, { type: 'NodePort', selector: { app: name }, ports });
}

import { container, deployment } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const hostPortReplicas: RuleCases = {
  rule: 'links/host-port-replicas',
  faulty: [at('Deployment/shop/a', 'spec.template.spec.containers[0].ports[0].hostPort', 'three Pods', [edge(3)])],
  right: [{ title: 'one Pod', input: [edge(1)] }],
};

function edge(replicas: number) {
  const ports = [{ containerPort: 8080, hostPort: 80 }];
  return deployment('a', { ...container({ ports }), spec: { replicas } });
}

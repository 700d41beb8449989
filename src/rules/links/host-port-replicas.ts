import { WORKLOAD_KINDS } from '../../model/workload';
import { defineRule } from '../rule';
import { deployment } from './examples';
import { hostPortsAt } from './facts/host-ports';
import { workloadAt } from './facts/workload-at';

const edge = (replicas: number) =>
  deployment(
    'edge',
    '{ app: edge }',
    '{ name: edge, image: edge, ports: [{ containerPort: 8080, hostPort: 80 }] }',
  ).replace('spec:\n', `spec:\n  replicas: ${replicas}\n`);

export const hostPortReplicas = defineRule({
  id: 'links/host-port-replicas',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: WORKLOAD_KINDS,
  summary: 'Pods with a hostPort run one on a node.',
  why: 'Each node has the port once, so that there has to be a node for each Pod, and one more while a new version is rolled out; Pods without a node stay Pending.',
  fix: 'Use a DaemonSet, or a Service in place of the hostPort.',
  passing: [{ title: 'One Pod', manifests: edge(1) }],
  failing: [
    {
      title: 'Three Pods need three nodes',
      manifests: edge(3),
      path: 'spec.template.spec.containers[0].ports[0].hostPort',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined || typeof workload.replicas !== 'number' || workload.replicas < 2) return;
    const [first] = hostPortsAt(object, workload);
    if (first !== undefined) yield first.at().invalid(`${workload.replicas} Pods need as many nodes`);
  },
});

import type { NetworkModel } from '../../model/network-model';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { describeRef } from '../../terms/object-ref';
import { Cursor } from '../cursor';
import { defineRule } from '../rule';
import { daemonSet, stream } from './examples';
import { isOnEveryNode } from './facts/every-node';
import { hostPortKey, hostPortsAt } from './facts/host-ports';
import { workloadAt } from './facts/workload-at';

const agent = (name: string, port: number) =>
  daemonSet(
    name,
    `{ app: ${name} }`,
    `{ name: a, image: a, ports: [{ containerPort: ${port} }] }`,
    'hostNetwork: true',
  );

export const hostPortTaken = defineRule({
  id: 'links/host-port-taken',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['DaemonSet'],
  summary: 'A port of a node is taken once.',
  why: 'The scheduler puts no Pod on a node where its hostPort is taken: the Pods of one of the two stay Pending.',
  fix: 'Give one of the two another port, or bind them to different nodes.',
  passing: [{ title: 'Two ports', manifests: stream(agent('one', 9100), agent('two', 9101)) }],
  failing: [
    {
      title: 'Two DaemonSets on all nodes with one port',
      manifests: stream(agent('one', 9100), agent('two', 9100)),
      path: 'spec.template.spec.containers[0].ports[0].containerPort',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined || !isOnEveryNode(workload)) return;
    for (const hostPort of hostPortsAt(object, workload)) {
      const first = owners(context.model).get(hostPortKey(hostPort));
      if (first === undefined || first === workload) continue;
      const why = `${describeRef(first.ref)} takes it on every node as well: the scheduler puts no Pod where its port is taken, and those of one of the two stay Pending.`;
      yield hostPort.at().duplicate({ why });
    }
  },
});

/** The first DaemonSet that takes a port on every node. */
const owners = viewOf(({ workloads }: NetworkModel): ReadonlyMap<string, Workload> => {
  const found = new Map<string, Workload>();
  for (const workload of workloads.filter(isOnEveryNode)) {
    for (const hostPort of hostPortsAt(new Cursor(workload.manifest), workload)) {
      const key = hostPortKey(hostPort);
      if (!found.has(key)) found.set(key, workload);
    }
  }
  return found;
});

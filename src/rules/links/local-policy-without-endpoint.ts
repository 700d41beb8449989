import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { defineRule } from '../rule';
import { daemonSet, deployment, service, stream } from './examples';
import { namesOf, serviceAt } from './service-at';

export const localPolicyWithoutEndpoint = defineRule({
  id: 'links/local-policy-without-endpoint',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.selector',
  summary: 'With a traffic policy Local there is an endpoint on every node that has clients.',
  why: 'A node without an endpoint of its own drops the connections, which then time out (kube-proxy, CategorizeEndpoints).',
  fix: 'Run the Pods on every node by a DaemonSet, or leave the policy at Cluster; trafficDistribution PreferSameNode prefers the own node without dropping anything.',
  passing: [
    {
      title: 'A DaemonSet has a Pod on every node',
      manifests: stream(
        service('selector: { app: agent }\ninternalTrafficPolicy: Local\nports: [{ port: 80, targetPort: 8080 }]'),
        daemonSet('agent', '{ app: agent }'),
      ),
    },
    {
      title: 'A load balancer asks the nodes which of them have endpoints',
      manifests: stream(
        service(
          'type: LoadBalancer\nselector: { app: web }\nexternalTrafficPolicy: Local\nports: [{ port: 80, targetPort: 8080 }]',
        ),
        deployment('web', '{ app: web }'),
      ),
    },
  ],
  failing: [
    {
      title: 'Clients inside, Pods on some nodes',
      manifests: stream(
        service('selector: { app: web }\ninternalTrafficPolicy: Local\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web }'),
      ),
      path: 'spec.internalTrafficPolicy',
      kind: 'Invalid',
    },
    {
      title: 'Clients at the nodePort of whichever node',
      manifests: stream(
        service(
          'type: NodePort\nselector: { app: web }\nexternalTrafficPolicy: Local\nports: [{ port: 80, targetPort: 8080 }]',
        ),
        deployment('web', '{ app: web }'),
      ),
      path: 'spec.externalTrafficPolicy',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const { spec, backends, headless } = serviceAt(object, context);
    if (headless || backends.length === 0 || POLICIES.every((policy) => spec[policy] !== 'Local')) return;
    if (areOnEveryNode(backends)) return;
    const dialled = spec.type === 'NodePort' || (spec.type !== 'LoadBalancer' && (spec.externalIPs ?? []).length > 0);
    for (const policy of POLICIES) {
      if (spec[policy] !== 'Local' || (policy === 'externalTrafficPolicy' && !dialled)) continue;
      yield object
        .at('spec', policy)
        .invalid(`the Pods of ${namesOf(backends)} need not be on every node that has clients`);
    }
  },
});

const POLICIES = ['internalTrafficPolicy', 'externalTrafficPolicy'] as const;

const areOnEveryNode = viewOf((workloads: readonly Workload[]) => workloads.some(isOnEveryNode));

/** A DaemonSet, if it is bound to no other nodes than those of an operating system or architecture. */
function isOnEveryNode({ replicas, spec }: Workload): boolean {
  const nodes = Object.keys(spec.nodeSelector ?? {});
  return replicas === 'perNode' && nodes.every((key) => /^(beta\.)?kubernetes\.io\/(os|arch)$/.test(key));
}

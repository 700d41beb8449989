import type { NetworkModel } from '../../model/network-model';
import type { Endpoint } from '../../model/objects';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { objectsIn } from '../../model/workload';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { daemonSet, deployment, other, service, stream } from './examples';
import { isOnEveryNode } from './facts/every-node';
import type { ServiceAt } from './facts/service-at';
import { namesOf, serviceAt } from './facts/service-at';

export const localPolicyWithoutEndpoint = defineRule({
  id: 'links/local-policy-without-endpoint',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
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
    {
      title: 'A DaemonSet on some nodes',
      manifests: stream(
        service('selector: { app: agent }\ninternalTrafficPolicy: Local\nports: [{ port: 80, targetPort: 8080 }]'),
        daemonSet('agent', '{ app: agent }', undefined, 'nodeSelector: { disk: ssd }'),
      ),
      path: 'spec.internalTrafficPolicy',
      kind: 'Invalid',
    },
    {
      title: 'Endpoints by hand that are on no node',
      manifests: stream(
        service('internalTrafficPolicy: Local\nports: [{ port: 80 }]'),
        other(
          'discovery.k8s.io/v1',
          'EndpointSlice',
          'name: web-1, labels: { kubernetes.io/service-name: web }',
          'addressType: IPv4\nports: [{ port: 80 }]\nendpoints: [{ addresses: [192.0.2.10] }]',
        ),
      ),
      path: 'spec.internalTrafficPolicy',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const service = serviceAt(object, context);
    const { spec, headless } = service;
    if (headless || POLICIES.every((policy) => spec[policy] !== 'Local')) return;
    const lack = lackOf(service, context.model);
    if (lack === undefined) return;
    const dialled = spec.type === 'NodePort' || (spec.type !== 'LoadBalancer' && (spec.externalIPs ?? []).length > 0);
    for (const policy of POLICIES) {
      if (spec[policy] !== 'Local' || (policy === 'externalTrafficPolicy' && !dialled && !lack.everywhere)) continue;
      yield object.at('spec', policy).invalid(lack.detail, lack.everywhere ? NOWHERE : {});
    }
  },
});

const POLICIES = ['internalTrafficPolicy', 'externalTrafficPolicy'] as const;

const NOWHERE: Words = {
  why: 'kube-proxy takes an endpoint for one of its own node if nodeName says so; without it every node drops the connections, which then time out.',
  fix: 'Write the nodeName of each endpoint, or leave the policy at Cluster.',
};

interface Lack {
  readonly detail: string;
  /** Not only some nodes lack an endpoint of their own: all do. */
  readonly everywhere: boolean;
}

function lackOf({ namespace, name, selects, backends }: ServiceAt, model: NetworkModel): Lack | undefined {
  if (backends.length > 0) {
    if (areOnEveryNode(backends)) return undefined;
    return { detail: `the Pods of ${namesOf(backends)} need not be on every node that has clients`, everywhere: false };
  }
  const endpoints = selects
    ? []
    : model.slicesOf(namespace, name).flatMap((slice) => objectsIn<Endpoint>(slice.endpoints));
  if (endpoints.length === 0 || endpoints.some(({ nodeName }) => nodeName !== undefined)) return undefined;
  return { detail: 'no endpoint of its EndpointSlices names a node', everywhere: true };
}

const areOnEveryNode = viewOf((workloads: readonly Workload[]) => workloads.some(isOnEveryNode));

import type { NetworkModel } from '../../model/network-model';
import type { ContainerPort, Service, NumberedPort } from '../../model/objects';
import { selectsPods, servicePorts, targetPortOf } from '../../model/service';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { protocolOf, WORKLOAD_KINDS } from '../../model/workload';
import { describeRef, keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { hostPortsAt } from './facts/host-ports';
import { workloadAt } from './facts/workload-at';

const NODE_PORT = service(
  'type: NodePort\nselector: { app: b }\nports: [{ port: 80, targetPort: 8080, nodePort: 30500 }]',
  'name: b',
);
const withHostPort = (name: string, hostPort: number) =>
  deployment(
    name,
    `{ app: ${name} }`,
    `{ name: a, image: a, ports: [{ containerPort: 8080, hostPort: ${hostPort} }] }`,
  );

export const hostPortNodePort = defineRule({
  id: 'links/host-port-node-port',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: WORKLOAD_KINDS,
  summary: 'A hostPort is not a nodePort of a Service.',
  why: 'Both translate the packets that come to this port of a node: whose rule stands first gets them, and the other one none.',
  fix: 'Choose another hostPort, outside of the range of node ports.',
  passing: [
    { title: 'Another port', manifests: stream(withHostPort('a', 8080), deployment('b', '{ app: b }'), NODE_PORT) },
    {
      title: 'A nodePort that leads to the same port of the same Pods',
      manifests: stream(withHostPort('b', 30500), NODE_PORT),
    },
  ],
  failing: [
    {
      title: 'The nodePort of another workload',
      manifests: stream(withHostPort('a', 30500), deployment('b', '{ app: b }'), NODE_PORT),
      path: 'spec.template.spec.containers[0].ports[0].hostPort',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined) return;
    for (const { at, number, port } of hostPortsAt(object, workload)) {
      const taken = nodePorts(context.model).get(`${number}/${protocolOf(port)}`);
      if (taken === undefined || leadsThere(taken, workload, port, context.model)) continue;
      const { namespace, name = '' } = taken.service.metadata;
      const why = `${number} is the nodePort of Service ${keyOf(namespace, name)} as well: on a node with a Pod of ${describeRef(workload.ref)} only one of the two gets the packets.`;
      yield at().duplicate({ why });
    }
  },
});

interface NodePortOf {
  readonly service: Service;
  readonly port: NumberedPort;
}

/** The node ports that Services ask for. */
const nodePorts = viewOf(({ services }: NetworkModel): ReadonlyMap<string, NodePortOf> => {
  const found = [...services.values()]
    .filter(({ spec: { type } }) => type === 'NodePort' || type === 'LoadBalancer')
    .flatMap((service) => servicePorts(service.spec).map((port) => ({ service, port })));
  return new Map(found.map((one) => [`${one.port.nodePort ?? 0}/${protocolOf(one.port)}`, one]));
});

/** Whether a node port leads to this port of these Pods: then it does not matter who gets the packets. */
function leadsThere(
  { service, port }: NodePortOf,
  workload: Workload,
  { containerPort, name }: ContainerPort,
  model: NetworkModel,
): boolean {
  const { metadata, spec } = service;
  if (!selectsPods(spec) || ![containerPort, name].includes(targetPortOf(port))) return false;
  return model.select(metadata.namespace ?? model.defaultNamespace, spec.selector ?? {}).includes(workload);
}

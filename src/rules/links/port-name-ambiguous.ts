import type { Workload } from '../../model/workload';
import { containerPorts, protocolOf, servingContainers } from '../../model/workload';
import { describeRef } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { serviceAt } from './facts/service-at';
import { describeContainer } from './facts/workload-at';

const two = (first: string, second: string) =>
  deployment(
    'duo',
    '{ app: duo }',
    `{ name: orders, image: orders, ports: [{ name: ${first}, containerPort: 50051 }] }\n        - { name: stock, image: stock, ports: [{ name: ${second}, containerPort: 50052 }] }`,
  );

export const portNameAmbiguous = defineRule({
  id: 'links/port-name-ambiguous',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'The name that targetPort names stands for one port of a Pod.',
  why: 'The endpoint controller looks for the name in one container after the other and takes the first port that has it and the protocol: the others of that name get no connections.',
  fix: 'Give the ports different names, and the Service a port for each.',
  passing: [
    {
      title: 'Each container has a name of its own',
      manifests: stream(
        service('selector: { app: duo }\nports: [{ port: 50051, targetPort: orders }]'),
        two('orders', 'stock'),
      ),
    },
  ],
  failing: [
    {
      title: 'One name in two containers',
      manifests: stream(
        service('selector: { app: duo }\nports: [{ port: 50051, targetPort: grpc }]'),
        two('grpc', 'grpc'),
      ),
      path: 'spec.ports[0].targetPort',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const { backends, ports } = serviceAt(object, context);
    for (const { index, target, transport } of ports) {
      if (typeof target !== 'string') continue;
      const found = backends
        .slice(0, MANY)
        .map((workload) => ({ workload, places: placesOf(workload, target, transport) }));
      const several = found.find(({ places }) => new Set(places.map(({ number }) => number)).size > 1);
      const [first, ...rest] = several?.places ?? [];
      if (several === undefined || first === undefined) continue;
      const others = rest.map(({ container, number }) => `${number} of ${container}`);
      const why = `In ${describeRef(several.workload.ref)} the name leads to ${first.number} of ${first.container}, which comes first; ${listed(others)} gets no connections.`;
      yield object.at('spec', 'ports').key(index).at('targetPort').duplicate({ why });
    }
  },
});

/** Of so many workloads behind one Service the first ones tell enough. */
const MANY = 50;

/** The first port of that name in each container of a workload, in the order in which the name is looked for. */
function placesOf({ spec }: Workload, name: string, transport: string) {
  return servingContainers(spec).flatMap((container) => {
    const port = containerPorts(container).find((one) => one.name === name && protocolOf(one) === transport);
    return port === undefined ? [] : [{ container: describeContainer(container), number: port.containerPort }];
  });
}

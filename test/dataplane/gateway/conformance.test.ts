import { Cluster } from '../../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../../src/dataplane/cluster-config';
import { gatewayStatusOf } from '../../../src/dataplane/gateway/gateway-status';
import { simulate } from '../../../src/dataplane/simulation/simulate';
import { conformanceFailures, readConformance } from '../../fixtures/gateway/conformance';

const { base, tests } = readConformance();

test.each(tests.filter(({ left }) => left === undefined).map((each) => [each.name, each] as const))(
  '%s of the conformance suite passes',
  async (_, each) => {
    const failures = await conformanceFailures(each, base, (objects) => {
      const cluster = new Cluster({ nodes: DEFAULT_NODES, gatewayControllers: ['example.net/conformance'] });
      cluster.apply(objects);
      return Promise.resolve({
        ask: (probe) => Promise.resolve(simulate(cluster, probe)),
        statuses: () => Promise.resolve(gatewayStatusOf(cluster)),
      });
    });
    expect(failures).toEqual([]);
  },
);

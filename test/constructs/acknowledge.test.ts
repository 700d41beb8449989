import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { acknowledge } from '../../src/constructs/acknowledge';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { ConstructError } from '../../src/constructs/construct-error';
import { Diagnostics } from '../../src/constructs/diagnostics';

const ANNOTATION = 'cdk8s-net.dev/acknowledge';
const RULE = 'links/external-name-address';

let chart: Chart;

beforeEach(() => {
  chart = Testing.chart();
});

function nameless(): ApiObject {
  const spec = { type: 'ExternalName', externalName: '10.0.0.1' };
  return new ApiObject(chart, 'db', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' }, spec });
}

describe('acknowledge', () => {
  test('takes a finding back', () => {
    const service = nameless();
    Diagnostics.install(chart);
    expect(Diagnostics.of(chart)).toMatchObject([{ rule: RULE }]);
    acknowledge(service, RULE, 'the resolver of this cluster\n  knows the address as a name');
    expect(service.toJson()).toHaveProperty('metadata.annotations', {
      [ANNOTATION]: `${RULE}: the resolver of this cluster knows the address as a name`,
    });
    expect(Diagnostics.of(chart)).toEqual([]);
  });

  test('adds to what is acknowledged already', () => {
    const service = new ClusterIPService(chart, 'web', { ports: [{ port: 80 }] });
    acknowledge(service, 'a/b', 'first');
    acknowledge(service, 'c/d', 'second');
    expect(service.toJson()).toHaveProperty('metadata.annotations', { [ANNOTATION]: 'a/b: first\nc/d: second' });
  });

  test('finds the object in a construct of cdk8s-plus', () => {
    const containers = [{ image: 'web', portNumber: 80 }];
    const deployment = new kplus.Deployment(chart, 'web', { containers });
    acknowledge(deployment, 'a/b', 'reason');
    expect(ApiObject.of(deployment).toJson()).toHaveProperty('metadata.annotations', { [ANNOTATION]: 'a/b: reason' });
  });

  test('wants one object and a reason', () => {
    const service = nameless();
    new ClusterIPService(chart, 'web', { ports: [{ port: 80 }] });
    expect(() => acknowledge(chart, RULE, 'reason')).toThrow(ConstructError);
    expect(() => acknowledge(service, RULE, ' ')).toThrow(ConstructError);
  });
});

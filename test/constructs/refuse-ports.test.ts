import { App, Chart, Lazy, Testing } from 'cdk8s';
import fc from 'fast-check';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { ConstructError } from '../../src/constructs/construct-error';
import { Diagnostics } from '../../src/constructs/diagnostics';
import { EndpointSlice } from '../../src/constructs/endpoint-slice';
import { NodePortService } from '../../src/constructs/node-port-service';
import type { NodeServicePortProps, ServicePortProps } from '../../src/constructs/service-port';
import { DiagnosticError } from '../../src/diagnostics/diagnostic-error';

const chart = new Chart(Testing.app(), 'shop');

function clusterIP(ports: readonly ServicePortProps[]): ClusterIPService {
  return new ClusterIPService(chart, 'web', { metadata: { name: 'web' }, ports });
}

function nodePort(ports: readonly NodeServicePortProps[], scope = chart): NodePortService {
  return new NodePortService(scope, 'web', { metadata: { name: 'web' }, ports });
}

afterEach(() => {
  chart.node.tryRemoveChild('web');
});

describe('computed ports that no cluster accepts are refused when constructed', () => {
  test.each<[string, () => unknown, string, string, unknown]>([
    ['a port below 1', () => clusterIP([{ port: 0 }]), 'service/port-range', 'spec.ports[0].port', 0],
    ['a port above 65535', () => clusterIP([{ port: 70000 }]), 'service/port-range', 'spec.ports[0].port', 70000],
    [
      'a target port',
      () => clusterIP([{ port: 80, targetPort: 65536 }]),
      'service/target-port',
      'spec.ports[0].targetPort',
      65536,
    ],
    [
      'a node port',
      () => nodePort([{ port: 80, nodePort: 8080 }]),
      'service/node-port-range',
      'spec.ports[0].nodePort',
      8080,
    ],
    [
      'one of several ports without name',
      () => clusterIP([{ name: 'a', port: 80 }, { port: 81 }]),
      'service/port-name',
      'spec.ports[1].name',
      undefined,
    ],
  ])('%s', (_, construct, rule, path, value) => {
    const error = thrownBy(construct);
    expect(error).toBeInstanceOf(DiagnosticError);
    const { diagnostic } = error as DiagnosticError;
    expect(diagnostic).toMatchObject({ rule, path, construct: 'shop/web', object: { kind: 'Service', name: 'web' } });
    expect(diagnostic.value).toBe(value);
  });

  test('the error names the construct, the field, the value, the bound and the remedy', () => {
    const { message } = thrownBy(() => nodePort([{ port: 80, nodePort: 8080 }])) as Error;
    for (const part of ['shop/web', 'spec.ports[0].nodePort', '8080', '30000-32767', 'fix: ']) {
      expect(message).toContain(part);
    }
  });

  test('a fraction, which cannot even be decoded', () => {
    expect(thrownBy(() => clusterIP([{ port: 80.5 }]))).toMatchObject({ diagnostic: { path: 'spec.ports[0].port' } });
  });

  test('a target port of a slice, of which the API server says nothing', () => {
    const ports = [{ port: 65536 as number }];
    const slice = () => new EndpointSlice(chart, 'web', { addressType: 'IPv4', endpoints: [], ports });
    const error = thrownBy(slice);
    expect(error).toBeInstanceOf(ConstructError);
    expect(error).toMatchObject({ construct: 'shop/web', misuse: { field: 'ports[0].port', value: 65536 } });
  });

  test('whatever is refused leaves the tree as it was', () => {
    thrownBy(() => clusterIP([{ port: 0 }]));
    expect(chart.node.tryFindChild('web')).toBeUndefined();
    expect(() => clusterIP([{ port: 80 }])).not.toThrow();
  });

  test('every integer in range passes, every other one is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 70000 }), (port) => {
        const isPort = port >= 1 && port <= 65535;
        expect(thrownBy(() => clusterIP([{ port }])) === undefined).toBe(isPort);
        chart.node.tryRemoveChild('web');
      }),
      { examples: [[0], [1], [65535], [65536]] },
    );
  });
});

describe('what is known only later is left to synthesis', () => {
  test('values that are not numbers yet', () => {
    const port = Lazy.any({ produce: () => 80 }) as number;
    expect(clusterIP([{ port }]).toJson()).toHaveProperty('spec.ports', [{ port: 80 }]);
  });

  test('node ports are judged by the range of the cluster that the tree is meant for', () => {
    const app = new App();
    Diagnostics.install(app, { serviceNodePortRange: '8000-9000' });
    const other = new Chart(app, 'other');
    expect(() => nodePort([{ port: 80, nodePort: 8080 }], other)).not.toThrow();
    other.node.tryRemoveChild('web');
    expect(thrownBy(() => nodePort([{ port: 80, nodePort: 30080 }], other))).toBeInstanceOf(DiagnosticError);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

import { Chart } from 'cdk8s';
import {
  ClusterIPService,
  EndpointSlice,
  HeadlessService,
  LoadBalancerService,
  NodePortService,
} from '../../src/index';

declare const chart: Chart;
declare const number: number;
declare const somePorts: { port: number; name?: string }[];

export function portsInRangeCompile(): void {
  new ClusterIPService(chart, 'first', { ports: [{ port: 1 }] });
  new ClusterIPService(chart, 'last', { ports: [{ port: 65535, targetPort: 65535 }] });
  new ClusterIPService(chart, 'named', { ports: [{ port: 9999, targetPort: 'web' }] });
  new NodePortService(chart, 'first node port', { ports: [{ port: 80, nodePort: 30000 }] });
  new NodePortService(chart, 'last node port', { ports: [{ port: 80, nodePort: 32767 }] });
  new LoadBalancerService(chart, 'between', { ports: [{ port: 80, nodePort: 30999 }] });
  new EndpointSlice(chart, 'slice', { addressType: 'IPv4', endpoints: [], ports: [{ port: 65535 }] });
}

export function computedPortsCompile(): void {
  new ClusterIPService(chart, 'number', { ports: [{ port: number, targetPort: number }] });
  new NodePortService(chart, 'node port', { ports: [{ port: number, nodePort: number }] });
  new ClusterIPService(chart, 'array', { ports: somePorts });
  new ClusterIPService(chart, 'spread', { ports: [{ name: 'first', port: 1 }, ...somePorts] });
  new ClusterIPService(chart, 'map', { ports: [1, 2].map((port) => ({ name: `p${port}`, port })) });
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the literal alone is refused
  new NodePortService(chart, 'other range', { ports: [{ port: 80, nodePort: 8080 as number }] });
}

export function portsOutOfRangeDoNotCompile(): void {
  // @ts-expect-error ports begin at 1
  new ClusterIPService(chart, 'zero', { ports: [{ port: 0 }] });
  // @ts-expect-error ports end at 65535
  new ClusterIPService(chart, '65536', { ports: [{ port: 65536 }] });
  // @ts-expect-error ports end at 65535
  new ClusterIPService(chart, '70000', { ports: [{ port: 70000 }] });
  // @ts-expect-error ports have at most five digits
  new ClusterIPService(chart, 'six digits', { ports: [{ port: 100000 }] });
  // @ts-expect-error ports are positive
  new ClusterIPService(chart, 'negative', { ports: [{ port: -80 }] });
  // @ts-expect-error ports are integers
  new ClusterIPService(chart, 'fraction', { ports: [{ port: 80.5 }] });
  // @ts-expect-error ports have no exponent
  new ClusterIPService(chart, 'huge', { ports: [{ port: 1e21 }] });
  // @ts-expect-error a string of digits is not a port
  new ClusterIPService(chart, 'string', { ports: [{ port: '80' }] });
  // @ts-expect-error target ports end at 65535
  new ClusterIPService(chart, 'target', { ports: [{ port: 80, targetPort: 99999 }] });
  const second = [{ name: 'a', port: 80 } as const, { name: 'b', port: 65536 } as const] as const;
  // @ts-expect-error every port counts
  new HeadlessService(chart, 'second', { ports: second });
  // @ts-expect-error ports of slices are ports
  new EndpointSlice(chart, 'slice', { addressType: 'IPv4', endpoints: [], ports: [{ port: 65536 }] });
}

export function nodePortsOutOfRangeDoNotCompile(): void {
  // @ts-expect-error node ports begin at 30000
  new NodePortService(chart, 'below', { ports: [{ port: 80, nodePort: 29999 }] });
  // @ts-expect-error node ports end at 32767
  new NodePortService(chart, 'above', { ports: [{ port: 80, nodePort: 32768 }] });
  // @ts-expect-error 8080 is a port, no node port
  new NodePortService(chart, 'port', { ports: [{ port: 80, nodePort: 8080 }] });
  // @ts-expect-error node ports have five digits
  new LoadBalancerService(chart, 'digits', { ports: [{ port: 80, nodePort: 300001 }] });
  // @ts-expect-error node ports are integers
  new LoadBalancerService(chart, 'fraction', { ports: [{ port: 80, nodePort: 30080.5 }] });
}

export function severalPortsNeedNames(): void {
  new ClusterIPService(chart, 'one', { ports: [{ port: 80 }] });
  new ClusterIPService(chart, 'named', {
    ports: [
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ],
  });
  // @ts-expect-error the second port has no name
  new ClusterIPService(chart, 'second', { ports: [{ name: 'a', port: 80 }, { port: 81 }] });
  // @ts-expect-error neither port has a name
  new NodePortService(chart, 'both', { ports: [{ port: 80 }, { port: 81 }] });
}

export function unknownFieldsDoNotCompile(): void {
  // @ts-expect-error a ClusterIP Service has no node ports
  new ClusterIPService(chart, 'node port', { ports: [{ port: 80, nodePort: 30080 }] });
  // @ts-expect-error a headless Service has no node ports
  new HeadlessService(chart, 'node port', { ports: [{ port: 80, nodePort: 30080 }] });
  // @ts-expect-error the field is called targetPort
  new ClusterIPService(chart, 'typo', { ports: [{ port: 80, targetport: 8080 }] });
  // @ts-expect-error protocols are in capitals
  new ClusterIPService(chart, 'protocol', { ports: [{ port: 80, protocol: 'tcp' }] });
  // @ts-expect-error a port needs a port
  new ClusterIPService(chart, 'none', { ports: [{ name: 'http' }] });
  // @ts-expect-error slices have no target ports
  new EndpointSlice(chart, 'slice', { addressType: 'IPv4', endpoints: [], ports: [{ port: 80, targetPort: 8080 }] });
}

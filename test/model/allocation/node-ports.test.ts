import { NodePorts } from '../../../src/model/allocation/node-ports';
import type { ServicePort, ServiceSpec } from '../../../src/model/objects';

const RANGE = '30000-32767';
const pool = () => new NodePorts(RANGE);
const nodePort = (...ports: ServicePort[]): ServiceSpec => ({ type: 'NodePort', ports });
const TCP = { port: 80, protocol: 'TCP' } as const;
const UDP = { port: 80, protocol: 'UDP' } as const;

function portsOf(result: ReturnType<NodePorts['allocate']>): readonly unknown[] {
  if (result.failures !== undefined) return result.failures.map(({ reason, path }) => `${reason} ${path}`);
  return (result.spec.ports ?? []).map((port) => port.nodePort);
}

describe('NodePorts', () => {
  it('leaves the ports of a ClusterIP Service alone', () => {
    const spec: ServiceSpec = { type: 'ClusterIP', ports: [TCP] };
    expect(pool().allocate('a/b', spec)).toEqual({ spec, taken: [] });
  });

  it('chooses from the upper band', () => {
    const ports = portsOf(pool().allocate('a/b', nodePort(TCP, { port: 443 }, { port: 8080 })));
    for (const port of ports) expect(Number(port)).toBeGreaterThanOrEqual(30086);
    expect(new Set(ports).size).toBe(3);
  });

  it.each([
    ['both missing: one is shared', [TCP, UDP], 1],
    ['one given: the other copies it', [{ ...TCP, nodePort: 30180 }, UDP], 1],
    ['the later given: the earlier takes it', [TCP, { ...UDP, nodePort: 30181 }], 1],
    [
      'the same given twice',
      [
        { ...TCP, nodePort: 30180 },
        { ...UDP, nodePort: 30180 },
      ],
      1,
    ],
    [
      'two given: both are taken',
      [
        { ...TCP, nodePort: 30180 },
        { ...UDP, nodePort: 30182 },
      ],
      2,
    ],
  ])('shares a node port between entries of one port number; %s', (_, ports, distinct) => {
    const result = pool().allocate('a/b', nodePort(...(ports as ServicePort[])));
    expect(new Set(portsOf(result)).size).toBe(distinct);
    expect(result.failures === undefined && result.taken.length).toBe(distinct);
  });

  it('refuses one node port for two port numbers, whatever their protocols', () => {
    const result = pool().allocate('a/b', nodePort({ ...TCP, nodePort: 30180 }, { ...UDP, port: 81, nodePort: 30180 }));
    expect(portsOf(result)).toEqual(['node-port-taken spec.ports[1].nodePort']);
  });

  it('reports a taken node port at the first entry of its port number', () => {
    const ports = pool();
    ports.allocate('a/b', nodePort({ ...TCP, nodePort: 30180 }));
    const result = ports.allocate('a/c', nodePort(TCP, { ...UDP, nodePort: 30180 }));
    expect(portsOf(result)).toEqual(['node-port-taken spec.ports[0].nodePort']);
    expect(result.failures).toMatchObject([{ takenBy: 'a/b', value: 30180 }]);
  });

  it.each([29999, 32768, 80, -1, 70000])('has no %d', (port) => {
    const [failure] = pool().allocate('a/b', nodePort({ ...TCP, nodePort: port })).failures ?? [];
    expect(failure).toMatchObject({ reason: 'node-port-range', kind: 'Invalid', value: port });
  });

  it('takes only what is asked for when a load balancer does without node ports', () => {
    const spec: ServiceSpec = { ...nodePort(TCP, { port: 443, nodePort: 31000 }), type: 'LoadBalancer' };
    const result = pool().allocate('a/b', { ...spec, allocateLoadBalancerNodePorts: false });
    expect(portsOf(result)).toEqual([undefined, 31000]);
  });

  it('gives a load balancer with Local traffic a health check node port of the same pool', () => {
    const ports = pool();
    const balancer = {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      ports: [{ ...TCP, nodePort: 31000 }],
    } as const;
    const given = ports.allocate('a/b', { ...balancer, healthCheckNodePort: 31001 });
    expect(given.failures === undefined && given.spec.healthCheckNodePort).toBe(31001);
    expect(portsOf(ports.allocate('a/c', nodePort({ ...TCP, nodePort: 31001 })))).toEqual([
      'node-port-taken spec.ports[0].nodePort',
    ]);
  });

  it.each([29999, 31000])('answers a health check node port %d that it cannot give as the server does: 500', (port) => {
    const spec: ServiceSpec = { ...nodePort({ ...TCP, nodePort: 31000 }), type: 'LoadBalancer' };
    const ports = pool();
    const result = ports.allocate('a/b', { ...spec, externalTrafficPolicy: 'Local', healthCheckNodePort: port });
    expect(result.failures).toMatchObject([{ kind: 'InternalError', path: 'spec.healthCheckNodePort', value: port }]);
    expect(ports.allocate('a/c', nodePort({ ...TCP, nodePort: 31000 })).failures).toBeUndefined();
  });

  it('is full when all are taken', () => {
    const ports = new NodePorts('30000-30001');
    expect(portsOf(ports.allocate('a/b', nodePort(TCP, { port: 81 }, { port: 82 })))).toEqual([
      'node-port-full spec.ports[2].nodePort',
    ]);
    expect(ports.allocate('a/c', nodePort(TCP, { port: 81 })).failures).toBeUndefined();
  });

  it.each(['', '30000', '32767-30000', '30000-70000', 'a-b'])('cannot be made of %j', (range) => {
    expect(() => new NodePorts(range)).toThrow(RangeError);
  });
});

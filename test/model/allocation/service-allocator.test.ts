import * as fc from 'fast-check';
import { ServiceAllocator } from '../../../src/model/allocation/service-allocator';
import { defaultServiceSpec } from '../../../src/model/defaults/service-defaults';
import type { ServiceSpec } from '../../../src/model/objects';

const RANGES = { serviceClusterIPRange: ['10.96.0.0/16'], serviceNodePortRange: '30000-32767' };
const allocator = () => new ServiceAllocator(RANGES);
const WEB = defaultServiceSpec({ selector: { app: 'web' }, ports: [{ port: 80 }] });

describe('ServiceAllocator', () => {
  it('gives a Service an address of the upper band', () => {
    const { allocated } = allocator().allocate('shop/web', WEB);
    expect(allocated).toMatchObject({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
    expect(allocated?.clusterIPs).toEqual([allocated?.clusterIP]);
    expect(allocated?.clusterIP).toMatch(/^10\.96\.(?!0\.)/);
  });

  it('predicts the same for the same Service, whatever came before it', () => {
    const alone = allocator().allocate('shop/web', WEB).allocated;
    const after = allocator();
    after.allocate('shop/api', WEB);
    expect(after.allocate('shop/web', WEB).allocated).toEqual(alone);
  });

  it.each(['10.96.0.1', '10.96.0.10'])('keeps %s for the cluster itself', (clusterIP) => {
    const { failures } = allocator().allocate('shop/web', { ...WEB, clusterIP });
    expect(failures).toMatchObject([{ reason: 'cluster-ip-taken' }]);
  });

  it.each([
    ['kube-system/kube-dns', '10.96.0.10'],
    ['kube-system/coredns', '10.96.0.10'],
    ['default/kubernetes', '10.96.0.1'],
  ])('gives %s the address that is kept for it, once', (key, clusterIP) => {
    const services = allocator();
    expect(services.allocate(key, { ...WEB, clusterIP }).allocated).toMatchObject({ clusterIP });
    expect(services.allocate('kube-system/other', { ...WEB, clusterIP }).failures).toMatchObject([
      { reason: 'cluster-ip-taken', takenBy: key },
    ]);
  });

  it('has nothing for ExternalName, which may ask for anything', () => {
    const spec: ServiceSpec = {
      type: 'ExternalName',
      externalName: 'db.example.com',
      ports: [{ port: 80, nodePort: 80 }],
    };
    expect(allocator().allocate('shop/db', spec)).toEqual({ allocated: spec });
  });

  it('gives a headless Service families, but no address', () => {
    const { allocated } = allocator().allocate('shop/web', { ...WEB, clusterIP: 'None' });
    expect(allocated).toMatchObject({ clusterIP: 'None', clusterIPs: ['None'], ipFamilies: ['IPv4'] });
  });

  it('gives an address back when a node port is not to be had', () => {
    const services = allocator();
    const spec = defaultServiceSpec({ type: 'NodePort', clusterIP: '10.96.7.7', ports: [{ port: 80, nodePort: 80 }] });
    expect(services.allocate('shop/web', spec).failures).toMatchObject([{ reason: 'node-port-range' }]);
    expect(services.allocate('shop/api', { ...WEB, clusterIP: '10.96.7.7' }).failures).toBeUndefined();
  });

  it('takes back all that a Service holds', () => {
    const services = allocator();
    const spec = defaultServiceSpec({
      type: 'LoadBalancer',
      clusterIP: '10.96.7.7',
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 31001,
      ports: [{ port: 80, nodePort: 31000 }],
    });
    expect(services.allocate('shop/web', spec).failures).toBeUndefined();
    expect(services.allocate('shop/api', spec).failures).toHaveLength(1);
    services.release('shop/web');
    services.release('shop/web');
    expect(services.allocate('shop/api', spec).failures).toBeUndefined();
  });

  it('keeps clear of what later Services will ask for', () => {
    const chosen = allocator().allocate('shop/web', defaultServiceSpec({ ...WEB, type: 'NodePort' })).allocated;
    const services = allocator();
    if (chosen !== undefined) services.expect(chosen);
    const other = services.allocate('shop/web', defaultServiceSpec({ ...WEB, type: 'NodePort' })).allocated;
    expect(other?.clusterIP).not.toBe(chosen?.clusterIP);
    expect(other?.ports?.[0]?.nodePort).not.toBe(chosen?.ports?.[0]?.nodePort);
    expect(services.allocate('shop/api', chosen ?? {}).failures).toBeUndefined();
  });

  it('is strict about addresses only when told so', () => {
    const spec = { ...WEB, clusterIP: '10.96.007.7' };
    expect(allocator().allocate('shop/web', spec).failures).toBeUndefined();
    const strict = new ServiceAllocator({ ...RANGES, strictIPs: true });
    expect(strict.allocate('shop/web', spec).failures).toMatchObject([{ path: 'spec.clusterIPs[0]' }]);
  });

  it('never gives one address or node port to two Services, and has as much left after a release as before', () => {
    const port = fc.record({
      port: fc.integer({ min: 80, max: 83 }),
      nodePort: fc.constantFrom(0, 30000, 30005, 30015),
    });
    const request = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      delete: fc.boolean(),
      type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer') as fc.Arbitrary<'NodePort'>,
      ports: fc.array(port, { minLength: 1, maxLength: 3 }),
      clusterIP: fc.constantFrom('', '', 'None', '10.0.0.2', '10.0.0.14'),
      local: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
        const services = new ServiceAllocator({
          serviceClusterIPRange: ['10.0.0.0/28'],
          serviceNodePortRange: '30000-30015',
        });
        const stored = new Map<string, ServiceSpec>();
        for (const { name, delete: deleted, type, ports, clusterIP, local } of requests) {
          services.release(name);
          stored.delete(name);
          if (deleted) continue;
          const spec = defaultServiceSpec({
            type,
            ports,
            clusterIP,
            ...(local ? { externalTrafficPolicy: 'Local' } : {}),
          });
          const { allocated } = services.allocate(name, spec);
          if (allocated !== undefined) stored.set(name, allocated);
          const addresses = [...stored.values()].flatMap((each) => each.clusterIPs ?? []).filter((ip) => ip !== 'None');
          expect(new Set(addresses).size).toBe(addresses.length);
          const nodePorts = [...stored.values()].flatMap((each) => [...portsOf(each)]);
          expect(new Set(nodePorts).size).toBe(nodePorts.length);
        }
      }),
    );
  });
});

/** Every port that a Service holds, once. */
function portsOf({ type, ports = [], healthCheckNodePort }: ServiceSpec): ReadonlySet<number> {
  if (type === 'ClusterIP') return new Set();
  const held = [...ports.map(({ nodePort }) => nodePort), healthCheckNodePort];
  return new Set(held.filter((port): port is number => port !== undefined && port !== 0));
}

import { ServiceMap } from '../../../src/dataplane/proxy/service-map';
import { servicePortsOf } from '../../../src/dataplane/proxy/service-port';
import type { Service, ServiceSpec } from '../../../src/model/objects';

const serviceOf = (spec: ServiceSpec, more: Partial<Service> = {}): Service => ({
  metadata: { namespace: 'shop', name: 'web' },
  ...more,
  spec: { clusterIP: '10.96.0.5', ports: [{ port: 80 }], ...spec },
});

describe('servicePortsOf', () => {
  it.each<[string, Service]>([
    ['headless', serviceOf({ clusterIP: 'None' })],
    ['ExternalName', serviceOf({ type: 'ExternalName' })],
    ['without address', serviceOf({ clusterIP: '' })],
    ['of another proxy', serviceOf({}, { metadata: { labels: { 'service.kubernetes.io/service-proxy-name': '' } } })],
    ['labelled headless', serviceOf({}, { metadata: { labels: { 'service.kubernetes.io/headless': '' } } })],
  ])('leaves a Service alone that is %s', (_, service) => {
    expect(servicePortsOf(service)).toEqual([]);
  });

  it('reads load balancer addresses from the status, except those of proxies and host names', () => {
    const ingress = [
      { ip: '1.1.1.1' },
      { ip: '2.2.2.2', ipMode: 'Proxy' as const },
      { hostname: 'lb' },
      { ip: '3.3.3.3', ipMode: 'VIP' as const },
    ];
    const [port] = servicePortsOf(serviceOf({}, { status: { loadBalancer: { ingress } } }));
    expect(port?.loadBalancerIPs).toEqual(['1.1.1.1', '3.3.3.3']);
  });

  it.each([
    [['10.0.0.0/8'], 1],
    [['10.0.0.0/8', '0.0.0.0/0'], undefined],
    [['fd00::/8'], undefined],
    [[], undefined],
  ])('of the source ranges %j keeps those that close something', (loadBalancerSourceRanges, count) => {
    expect(servicePortsOf(serviceOf({ loadBalancerSourceRanges }))[0]?.sourceRanges?.length).toBe(count);
  });

  it('has one entry for each port and family', () => {
    const dual = serviceOf({
      clusterIPs: ['10.96.0.5', 'fd00::5'],
      ports: [
        { port: 80, name: 'a' },
        { port: 81, name: 'b' },
      ],
      externalIPs: ['fd00::9'],
    });
    expect(servicePortsOf(dual).map(({ family, port, externalIPs }) => [family, port, externalIPs.length])).toEqual([
      ['IPv4', 80, 0],
      ['IPv4', 81, 0],
      ['IPv6', 80, 1],
      ['IPv6', 81, 1],
    ]);
  });

  it('keeps a client for three hours unless told otherwise', () => {
    expect(servicePortsOf(serviceOf({ sessionAffinity: 'ClientIP' }))[0]?.affinityMs).toBe(10_800_000);
    const spec: ServiceSpec = {
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } },
    };
    expect(servicePortsOf(serviceOf(spec))[0]?.affinityMs).toBe(1000);
  });
});

it('ServiceMap finds a port by every address and by its node port; who comes first has it', () => {
  const first = serviceOf({ externalIPs: ['9.9.9.9'], type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] });
  const second = serviceOf(
    { clusterIP: '10.96.0.6', externalIPs: ['9.9.9.9'] },
    { metadata: { namespace: 'shop', name: 'other' } },
  );
  const map = new ServiceMap(
    new Map([
      ['shop/web', first],
      ['shop/other', second],
    ]),
  );
  expect(map.at('TCP', '10.96.0.5', 80)?.entry).toBe('clusterIP');
  expect(map.at('TCP', '9.9.9.9', 80)).toMatchObject({ entry: 'externalIP', port: { service: 'shop/web' } });
  expect(map.atNodePort('TCP', 30080, 'IPv4')?.port.service).toBe('shop/web');
  expect(map.at('UDP', '10.96.0.5', 80)).toBeUndefined();
  expect(map.atNodePort('UDP', 30080, 'IPv4')).toBeUndefined();
  expect(map.atNodePort('TCP', 30080, 'IPv6')).toBeUndefined();
  expect([map.isClusterIP('10.96.0.6'), map.isClusterIP('9.9.9.9')]).toEqual([true, false]);
  expect(map.serviceAt('9.9.9.9')).toBe('shop/web');
});

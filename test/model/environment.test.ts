import fc from 'fast-check';
import { serviceVariables } from '../../src/model/environment';

describe('serviceVariables', () => {
  test('gives the variables that the conformance test of Kubernetes looks for, in the order of the kubelet', () => {
    expect(Object.entries(serviceVariables('fooservice', '10.96.3.4', [{ port: 8765 }]))).toEqual([
      ['FOOSERVICE_SERVICE_HOST', '10.96.3.4'],
      ['FOOSERVICE_SERVICE_PORT', '8765'],
      ['FOOSERVICE_PORT', 'tcp://10.96.3.4:8765'],
      ['FOOSERVICE_PORT_8765_TCP', 'tcp://10.96.3.4:8765'],
      ['FOOSERVICE_PORT_8765_TCP_PROTO', 'tcp'],
      ['FOOSERVICE_PORT_8765_TCP_PORT', '8765'],
      ['FOOSERVICE_PORT_8765_TCP_ADDR', '10.96.3.4'],
    ]);
  });

  test('takes the first port for the short names and names every named port', () => {
    const variables = serviceVariables('kube-dns', '10.96.0.10', [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      { name: 'metrics', port: 9153 },
    ]);
    expect(variables).toMatchObject({
      KUBE_DNS_SERVICE_PORT: '53',
      KUBE_DNS_SERVICE_PORT_DNS: '53',
      KUBE_DNS_SERVICE_PORT_DNS_TCP: '53',
      KUBE_DNS_SERVICE_PORT_METRICS: '9153',
      KUBE_DNS_PORT: 'udp://10.96.0.10:53',
      KUBE_DNS_PORT_53_UDP: 'udp://10.96.0.10:53',
      KUBE_DNS_PORT_53_TCP_PROTO: 'tcp',
      KUBE_DNS_PORT_9153_TCP_ADDR: '10.96.0.10',
    });
  });

  test('puts IPv6 addresses in brackets in URLs only', () => {
    expect(serviceVariables('six', 'fd00:10:96::5', [{ port: 80 }])).toMatchObject({
      SIX_SERVICE_HOST: 'fd00:10:96::5',
      SIX_PORT: 'tcp://[fd00:10:96::5]:80',
      SIX_PORT_80_TCP_ADDR: 'fd00:10:96::5',
    });
  });

  test.each(['None', '', undefined])('gives none for the cluster IP %p', (clusterIP) => {
    expect(serviceVariables('web', clusterIP, [{ port: 80 }])).toEqual({});
  });

  test('counts 2 variables, one more for the first port, one a name and four a port', () => {
    const port = fc.record({ port: fc.integer({ min: 1, max: 65535 }), named: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(port, { minLength: 1, maxLength: 20, selector: (each) => each.port }), (ports) => {
        const named = ports.map(({ port: number, named: has }) => ({
          port: number,
          ...(has ? { name: `p${number}` } : {}),
        }));
        const expected = 3 + 4 * ports.length + named.filter((each) => 'name' in each).length;
        expect(Object.keys(serviceVariables('web', '10.96.0.1', named))).toHaveLength(expected);
      }),
    );
  });
});

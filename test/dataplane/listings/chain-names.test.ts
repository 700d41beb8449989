import { iptablesHash, nftablesName, servicePortName } from '../../../src/dataplane/listings/chain-names';
import type { ServicePortInfo } from '../../../src/dataplane/proxy/service-port';

const port = (service: string, portName = '', protocol = 'TCP') => ({ service, portName, protocol }) as ServicePortInfo;
const endpoint = (address: string) => ({ address, port: 8080, ready: true, serving: true, terminating: false });

describe('names of chains', () => {
  test('are the hashes that every cluster has for its API server', () => {
    expect(`KUBE-SVC-${iptablesHash(port('default/kubernetes', 'https'))}`).toBe('KUBE-SVC-NPX46M4PTMTKRN6Y');
    expect(`KUBE-SVC-${iptablesHash(port('kube-system/kube-dns', 'dns', 'UDP'))}`).toBe('KUBE-SVC-TCOU7JCQXEZGVUNU');
  });

  test('leave out the name of a port that has none', () => {
    expect(servicePortName(port('shop/web'))).toBe('shop/web');
    expect(servicePortName(port('shop/web', 'http'))).toBe('shop/web:http');
  });

  test('tell Services, ports, protocols and endpoints apart', () => {
    const ports = [port('a/b'), port('a/c'), port('a/b', 'x'), port('a/b', '', 'UDP')];
    const names = ports.flatMap((each) => [
      iptablesHash(each),
      iptablesHash(each, endpoint('10.0.0.1')),
      nftablesName(each),
      nftablesName(each, endpoint('10.0.0.1')),
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('of nft are readable, and hold no colon', () => {
    expect(nftablesName(port('shop/web', 'http'))).toMatch(/^[A-Z2-7]{8}-shop\/web\/tcp\/http$/);
    expect(nftablesName(port('shop/web'), endpoint('fd00::1'))).toMatch(
      /^[A-Z2-7]{8}-shop\/web\/tcp\/__fd00\.\.1\/8080$/,
    );
  });

  test('of nft have 240 characters at most', () => {
    const long = port(`${'n'.repeat(63)}/${'s'.repeat(63)}`, 'p'.repeat(15), 'SCTP');
    const name = nftablesName(
      { ...long, portName: 'p'.repeat(63) },
      endpoint('fd00:1111:2222:3333:4444:5555:6666:7777'),
    );
    expect(name).toHaveLength(240);
    expect(name.endsWith('...')).toBe(true);
    expect(nftablesName(long).length).toBeLessThan(240);
  });
});

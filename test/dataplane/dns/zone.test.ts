import { clusterOf, pod, service } from '../support';

const YAML =
  pod('a', 'worker', 'app: web', '  hostname: Web-0\n  subdomain: pods\n') +
  pod('b', 'worker2', 'app: web') +
  service(
    'web',
    '{clusterIP: 10.96.0.50, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: dns, port: 53, protocol: UDP}]}',
  ) +
  service('pods', '{clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}') +
  service('bare', '{clusterIP: None, selector: {app: web}}') +
  service('none', '{clusterIP: None, selector: {app: none}, ports: [{port: 80}]}') +
  service('ext', '{type: ExternalName, externalName: external.example.com}') +
  service('alias', '{type: ExternalName, externalName: web.shop.svc.cluster.local}') +
  service('lost', '{type: ExternalName, externalName: gone.shop.svc.cluster.local}') +
  service('strange', '{type: ExternalName, externalName: unknown.example.org}') +
  service('address', '{type: ExternalName, externalName: 10.0.0.1}') +
  service('self', '{type: ExternalName, externalName: self.shop.svc.cluster.local}') +
  service('ring-a', '{type: ExternalName, externalName: ring-b.shop.svc.cluster.local}') +
  service('ring-b', '{type: ExternalName, externalName: ring-a.shop.svc.cluster.local}');
const cluster = clusterOf(YAML);
const dashed = (key: string) => cluster.pods.get(key)?.ip.replaceAll('.', '-') ?? '';
const ask = (name: string, type = 'A') => {
  const absolute = name.endsWith('.') ? name : `${name}.shop.svc.cluster.local.`;
  const { rcode, records } = cluster.resolve({ name: absolute, type });
  return rcode === 'NOERROR'
    ? records.map((record) => `${record.type} ${cluster.abbreviate(record.data)}`).sort()
    : rcode;
};

describe('names of Services', () => {
  it.each<[string, string, string | readonly string[]]>([
    ['web', 'A', ['A ${clusterIP:shop/web}']],
    ['web', 'AAAA', []],
    ['web', 'TXT', []],
    ['WEB', 'A', ['A ${clusterIP:shop/web}']],
    ['pods', 'A', ['A ${podIP:shop/a}', 'A ${podIP:shop/b}']],
    ['bare', 'A', ['A ${podIP:shop/a}', 'A ${podIP:shop/b}']],
    ['none', 'A', 'NXDOMAIN'],
    ['gone', 'A', 'NXDOMAIN'],
    ['*', 'A', 'NXDOMAIN'],
    ['a.b.c.web', 'A', 'NXDOMAIN'],
    ['web-0.pods', 'A', ['A ${podIP:shop/a}']],
    ['web-0.web', 'A', 'NXDOMAIN'],
    [`${dashed('shop/b')}.web`, 'A', ['A ${podIP:shop/b}']],
    ['_http._tcp.web', 'A', ['A ${clusterIP:shop/web}']],
  ])('%s %s', (name, type, expected) => {
    expect(ask(name, type)).toEqual(expected);
  });

  it('keep the case of the question in the answer', () => {
    expect(cluster.resolve({ name: 'WEB.shop.svc.Cluster.local', type: 'A' }).records[0]?.name).toBe(
      'WEB.shop.svc.Cluster.local.',
    );
  });
});

describe('SRV records', () => {
  it.each<[string, string | readonly string[]]>([
    ['_http._tcp.web', ['SRV 0 100 80 web.shop.svc.cluster.local.']],
    ['http.tcp.web', ['SRV 0 100 80 web.shop.svc.cluster.local.']],
    ['_http._udp.web', 'NXDOMAIN'],
    ['web', ['SRV 0 50 53 web.shop.svc.cluster.local.', 'SRV 0 50 80 web.shop.svc.cluster.local.']],
    [
      '_http._tcp.pods',
      [
        'SRV 0 50 8080 ${podIPDashed:shop/b}.pods.shop.svc.cluster.local.',
        'SRV 0 50 8080 Web-0.pods.shop.svc.cluster.local.',
      ],
    ],
    ['bare', []],
    ['ext', []],
    ['_x._tcp.ext', 'NXDOMAIN'],
  ])('of %s', (name, expected) => {
    expect(ask(name, 'SRV')).toEqual(expected);
  });
});

describe('ExternalName', () => {
  it.each<[string, string, string | readonly string[]]>([
    ['ext', 'A', ['A ${externalIP}', 'CNAME external.example.com.']],
    ['ext', 'CNAME', ['CNAME external.example.com.']],
    ['alias', 'A', ['A ${clusterIP:shop/web}', 'CNAME web.shop.svc.cluster.local.']],
    ['alias', 'AAAA', []],
    ['lost', 'A', []],
    ['strange', 'A', ['CNAME unknown.example.org.']],
    ['address', 'A', 'NXDOMAIN'],
    ['self', 'A', []],
    ['ring-a', 'A', []],
    ['web', 'CNAME', []],
  ])('%s %s', (name, type, expected) => {
    expect(ask(name, type)).toEqual(expected);
  });
});

describe('other names', () => {
  it.each<[string, string, string | readonly string[]]>([
    ['cluster.local.', 'A', []],
    ['svc.cluster.local.', 'A', []],
    ['shop.svc.cluster.local.', 'A', []],
    ['nowhere.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['else.cluster.local.', 'A', 'NXDOMAIN'],
    ['dns-version.cluster.local.', 'TXT', ['TXT "1.1.0"']],
    ['1-2-3-4.shop.pod.cluster.local.', 'A', ['A 1.2.3.4']],
    ['fd00--1.shop.pod.cluster.local.', 'AAAA', ['AAAA fd00::1']],
    ['fd00--1.shop.pod.cluster.local.', 'A', []],
    ['1-2-3.shop.pod.cluster.local.', 'A', 'NXDOMAIN'],
    ['1-2-3-4.nowhere.pod.cluster.local.', 'A', 'NXDOMAIN'],
    ['external.example.com.', 'A', ['A ${externalIP}']],
    ['ns.dns.cluster.local.', 'A', ['A ${clusterIP:kube-system/kube-dns}']],
    ['ns.dns.cluster.local.', 'AAAA', []],
    ['www.example.com.', 'A', 'NXDOMAIN'],
    ['50.0.96.10.in-addr.arpa.', 'PTR', ['PTR web.shop.svc.cluster.local.']],
    ['9.9.9.9.in-addr.arpa.', 'PTR', 'NXDOMAIN'],
  ])('%s %s', (name, type, expected) => {
    expect(ask(name, type)).toEqual(expected);
  });

  it('of a Pod are under every Service that has it', () => {
    const name = `${cluster.pods.get('shop/b')?.ip.split('.').reverse().join('.')}.in-addr.arpa.`;
    const label = '${podIPDashed:shop/b}';
    expect(ask(name, 'PTR')).toEqual(
      ['bare', 'pods', 'web'].map((each) => `PTR ${label}.${each}.shop.svc.cluster.local.`),
    );
  });
});

it('of an address are under Services that only have slices, too', () => {
  const slice = `
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: x, namespace: shop, labels: {kubernetes.io/service-name: gone}}
addressType: IPv4
endpoints: [{addresses: [10.1.2.3], hostname: one}]
ports: []
`;
  const { records } = clusterOf(YAML + slice).resolve({ name: '3.2.1.10.in-addr.arpa.', type: 'PTR' });
  expect(records.map(({ data }) => data)).toEqual(['one.gone.shop.svc.cluster.local.']);
});

it('another domain than cluster.local is another zone', () => {
  const other = clusterOf(YAML, { clusterDomain: 'k8s.example' });
  expect(other.resolve({ name: 'web.shop.svc.k8s.example.', type: 'A' }).records).toHaveLength(1);
  expect(other.resolve({ name: 'web.shop.svc.cluster.local.', type: 'A' }).rcode).toBe('NXDOMAIN');
});

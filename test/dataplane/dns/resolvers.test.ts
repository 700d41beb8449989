import { clusterOf, pod, service } from '../support';

const cluster = clusterOf(
  pod('c', 'worker', 'role: client', '  hostname: me\n  subdomain: us\n') +
    pod('host', 'worker', 'role: host', '  hostNetwork: true\n') +
    pod('a', 'worker', 'app: web') +
    pod('b', 'worker2', 'app: web') +
    pod('d', 'worker2', 'app: web') +
    service('web', '{clusterIP: None, selector: {app: web}}') +
    service('ext', '{type: ExternalName, externalName: web.shop.svc.cluster.local}'),
);

it('a Pod finds Services by short names, a node does not', () => {
  expect(cluster.lookup({ pod: 'shop/c' }, 'web')).toHaveLength(3);
  expect(cluster.lookup({ pod: 'shop/c' }, 'ext.shop')).toHaveLength(3);
  expect(cluster.lookup({ node: 'worker' }, 'web.shop.svc.cluster.local')).toEqual([]);
  expect(cluster.lookup({ pod: 'shop/host' }, 'web')).toEqual([]);
  expect(cluster.lookup({ outside: true }, 'external.example.com')).toHaveLength(1);
});

it('a node finds nodes and hosts outside', () => {
  expect(cluster.lookup({ node: 'worker' }, 'worker2')).toEqual([cluster.nodes.get('worker2')?.ip]);
  expect(cluster.lookup({ pod: 'shop/c' }, 'worker2')).toEqual([]);
});

it('a Pod finds itself in /etc/hosts, and localhost', () => {
  const own = [cluster.pods.get('shop/c')?.ip];
  expect(cluster.lookup({ pod: 'shop/c' }, 'me')).toEqual(own);
  expect(cluster.lookup({ pod: 'shop/c' }, 'me.us.shop.svc.cluster.local')).toEqual(own);
  expect(cluster.lookup({ pod: 'shop/c' }, 'localhost')).toEqual(['127.0.0.1']);
  expect(cluster.lookup({ pod: 'shop/c' }, '10.0.0.1')).toEqual(['10.0.0.1']);
});

it('a Pod finds the names that hostAliases give it before those of DNS, with hostNetwork too', () => {
  const aliases = (ip: string) => `  hostAliases: [{ip: '${ip}', hostnames: [My.Alias, web]}]\n`;
  const aliased = clusterOf(
    service('web', '{clusterIP: 10.96.0.50, ports: [{port: 80}]}') +
      pod('c', 'worker', 'role: client', aliases('10.1.2.3')) +
      pod('h', 'worker', 'role: host', `  hostNetwork: true\n${aliases('${clusterIP:shop/web}')}`),
  );
  expect(aliased.lookup({ pod: 'shop/c' }, 'my.alias')).toEqual(['10.1.2.3']);
  expect(aliased.lookup({ pod: 'shop/c' }, 'web')).toEqual(['10.1.2.3']);
  expect(aliased.lookup({ pod: 'shop/h' }, 'my.alias')).toEqual(['10.96.0.50']);
});

it('a Pod of the own node comes first; of the others another one each time', () => {
  const firstOf = (from: string) =>
    new Set(Array.from({ length: 6 }, () => cluster.placeholderOf(cluster.lookup({ pod: from }, 'web')[0] ?? '')));
  expect([...firstOf('shop/c')]).toEqual(['${podIP:shop/a}']);
  const firsts = new Set(
    Array.from(
      { length: 6 },
      () => cluster.resolve({ name: 'web.shop.svc.cluster.local', type: 'A' }).records[0]?.data,
    ),
  );
  expect(firsts.size).toBe(3);
});

it('dig takes the first name that exists, and an address for PTR', () => {
  expect(cluster.dig({ pod: 'shop/c' }, { name: 'web', type: 'AAAA' })).toEqual({ rcode: 'NOERROR', records: [] });
  expect(cluster.dig({ pod: 'shop/c' }, { name: 'gone', type: 'A' }).rcode).toBe('NXDOMAIN');
  expect(cluster.dig({ pod: 'shop/c' }, { name: '10.96.0.1', type: 'PTR' }).records[0]?.data).toBe(
    'kubernetes.default.svc.cluster.local.',
  );
});

it('nobody answers nothing', () => {
  expect(cluster.resolve({ name: 'web.shop.svc.cluster.local', type: 'A' }, 'nobody').rcode).toBe('NXDOMAIN');
});

import { explain } from '../../src/explain/explain';
import { ExplainError } from '../../src/explain/explain-error';
import type { CandidateFacts } from '../../src/explain/explanation';
import { explainShop, outcomes, SHOP } from './shop';

describe('a Service explained', () => {
  test('has its records, variables, endpoints and candidates, and one client of each kind', () => {
    const explanation = explainShop('shop/web');
    const [facts] = explanation.services;
    const [port] = facts?.ports ?? [];
    expect(explanation.kind).toBe('service');
    expect(explanation.records.map(({ type }) => type)).toEqual(['A', 'SRV']);
    expect(facts?.variables.WEB_SERVICE_HOST).toBe(facts?.clusterIPs[0]);
    expect(facts?.names).toEqual(['web', 'web.shop', 'web.shop.svc.cluster.local']);
    expect(port?.endpoints.map(({ ready, port: target }) => [ready, target])).toEqual([
      [true, 8080],
      [true, 8080],
    ]);
    expect(port?.candidates).toMatchObject([{ nodes: ['control-plane', 'worker', 'worker2'] }]);
    expect(outcomes(explanation)).toEqual([
      'pod -> cluster IP: served',
      'node -> cluster IP: served',
      'outside -> cluster IP: dropped',
    ]);
    expect(explanation.clients[0]?.by).toHaveLength(2);
  });

  test('asks from a Pod that is none of its endpoints', () => {
    const [{ client } = { client: '' }] = explainShop('shop/web').clients;
    expect(client).toMatch(/^pod shop\/front-/);
  });

  test.each([
    ['typo', 'matches no Pod'],
    ['slow', 'no ready endpoint'],
    ['unnamed', 'names no TCP container port'],
  ])('without endpoints says why: %s', (name, why) => {
    const explanation = explainShop(`shop/${name}`, { from: 'deployment/shop/front' });
    expect(explanation.services[0]?.ports[0]?.whyNone).toContain(why);
    expect(outcomes(explanation)).toEqual(['pod -> cluster IP: refused']);
    expect(explanation.clients[0]?.why).toBe(explanation.services[0]?.ports[0]?.whyNone);
    expect(explanation.clients[0]?.links.at(-1)).toMatchObject({ link: 'endpoints', ok: false });
  });

  test('tells Pods that are not ready, or lack the port', () => {
    const ready = (what: string) => explainShop(what).services[0]?.ports[0]?.endpoints.map((each) => each.why);
    expect(ready('shop/slow')).toEqual([expect.any(String), expect.any(String)]);
    expect(ready('shop/unnamed')).toEqual(Array(2).fill('no TCP container port is called htpp'));
  });

  test('tells nodes with other candidates apart, in the words of the mode', () => {
    const candidates = (mode: 'iptables' | 'ipvs') =>
      explainShop('shop/local', { proxyMode: mode }).services[0]?.ports[0]?.candidates as CandidateFacts[];
    const count = ({ nodes, internal, external }: CandidateFacts) =>
      [nodes.join(), internal.endpoints.length, external?.endpoints.length] as const;
    expect(candidates('iptables').map(count)).toEqual([
      ['control-plane,worker2', 0, 0],
      ['worker', 1, 1],
    ]);
    expect(candidates('iptables')[0]?.internal.why).toMatch(/^dropped/);
    // With a node port it falls back to all of them there.
    expect(candidates('ipvs').map(count)).toEqual([
      ['control-plane,worker2', 1, 1],
      ['worker', 1, 1],
    ]);
  });

  test('says for every node port who gets in', () => {
    expect(outcomes(explainShop('shop/local:30080', { from: 'outside' }))).toEqual([
      'outside -> node port, control-plane: dropped',
      'outside -> node port, worker: served',
      'outside -> node port, worker2: dropped',
    ]);
  });

  test('tells source ranges and affinity', () => {
    const explanation = explainShop('shop/public:80', { from: 'outside' });
    expect(explanation.services[0]?.policies).toMatchObject({ sessionAffinity: 'ClientIP', timeoutSeconds: 10800 });
    expect(explanation.clients.at(-1)).toMatchObject({ entry: 'load balancer address', outcome: 'dropped' });
    expect(explanation.notes).toHaveLength(1);
  });

  test('without an address is dialled by its name', () => {
    const headless = explainShop('shop/pods');
    expect(headless.services[0]).toMatchObject({
      type: 'headless',
      variables: {},
      notProxied: expect.any(String) as unknown,
    });
    expect(outcomes(headless)).toEqual([
      'pod -> name: served',
      'node -> name: unresolved',
      'outside -> name: unresolved',
    ]);
    const alias = explainShop('shop/alias:80');
    expect(alias.records.map(({ type }) => type)).toEqual(['CNAME', 'A']);
    expect(outcomes(alias)[0]).toBe('pod -> name: served');
    expect(explainShop('shop/alias').clients).toEqual([]);
  });
});

describe('other things explained', () => {
  test('a DNS name leads to its Service, also as an SRV name', () => {
    for (const name of ['web.shop', 'web.shop.svc.cluster.local', '_http._tcp.web.shop.svc.cluster.local']) {
      expect(explainShop(name)).toMatchObject({ kind: 'name', services: [{ service: 'shop/web' }] });
    }
    expect(outcomes(explainShop('web.shop', { from: 'node/worker' }))).toEqual(['node -> name: unresolved']);
  });

  test('an address leads to its Service, Pod or node', () => {
    const address = explainShop('shop/web').services[0]?.clusterIPs[0] ?? '';
    expect(explainShop(address)).toMatchObject({ kind: 'address', services: [{ service: 'shop/web' }] });
    expect(outcomes(explainShop(`${address}:81`, { from: 'node/worker' }))).toEqual(['node -> cluster IP: dropped']);
    expect(outcomes(explainShop(`${address}:81`, { from: 'node/worker', proxyMode: 'ipvs' }))).toEqual([
      'node -> cluster IP: refused',
    ]);
    const pod = explainShop('shop/web').services[0]?.ports[0]?.endpoints[0]?.address ?? '';
    expect(explainShop(pod).services.map(({ service }) => service)).toContain('shop/web');
    expect(explainShop('worker:30080')).toMatchObject({ services: [{ service: 'shop/local' }] });
    expect(outcomes(explainShop('worker:31000', { from: 'outside' }))).toEqual(['outside -> node: refused']);
    expect(explainShop('worker').clients.every(({ entry }) => entry === 'node port')).toBe(true);
  });

  test('a URL has its route, and what the others lacked', () => {
    const explanation = explainShop('http://shop.example.com/cart', { from: 'outside' });
    expect(explanation.route).toMatchObject({
      winner: { ingress: 'shop/web', field: 'spec.rules[0].http.paths[1]' },
      losers: [{ lacks: expect.any(String) as unknown }],
      controller: { action: 'respond' },
    });
    expect(explanation.services).toMatchObject([{ service: 'shop/typo' }]);
    expect(outcomes(explanation)).toEqual(['outside -> Ingress: 503']);
    expect(outcomes(explainShop('shop.example.com/other', { from: 'outside' }))).toEqual(['outside -> Ingress: 200']);
    expect(outcomes(explainShop('https://shop.example.com/', { from: 'outside' }))).toEqual([
      'outside -> Ingress: closed',
    ]);
  });

  test('a URL of a name in the cluster leads past the Ingresses', () => {
    expect(explainShop('http://web.shop/')).toMatchObject({ kind: 'name', services: [{ service: 'shop/web' }] });
  });
});

describe('what cannot be explained', () => {
  test.each([
    ['shop/wbe', 'shop/web'],
    ['web', 'shop/web'],
    ['http://shp.example.com/', 'shop.example.com'],
    ['10.96.0.2', '10.96.0.1'],
  ])('%s is not there; %s was meant', (what, meant) => {
    expect(() => explainShop(what)).toThrow(ExplainError);
    expect(() => explainShop(what)).toThrow(`did you mean ${meant}`);
  });

  test.each([
    ['shop/web', { from: 'node/nowhere' }],
    ['shop/web', { from: 'deployment/shop/frond' }],
    ['shop/web', { from: 'somebody' }],
    ['shop/web', { rules: 'iptables', node: 'nowhere' }],
    ['shop/web', { rules: 'iptables', proxyMode: 'ipvs' }],
    ['ftp://shop.example.com/', {}],
  ] as const)('%s with %j', (what, options) => {
    expect(() => explainShop(what, options)).toThrow(ExplainError);
  });

  test('a Service that the cluster has no address for says why', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'far' }, spec: { clusterIP: '192.0.2.1' } };
    expect(() => explain([...SHOP, service], 'far', { serviceClusterIPRange: ['10.96.0.0/16'] })).toThrow(
      /refuses Service default\/far/,
    );
  });
});

describe('options', () => {
  test('placeholders stand for addresses', () => {
    const explanation = explainShop('shop/web', { placeholders: true });
    expect(explanation.services[0]?.clusterIPs).toEqual(['${clusterIP:shop/web}']);
    expect(JSON.stringify(explanation)).not.toMatch(/10\.96\./);
  });

  test('rules are those of the node asked for', () => {
    const lines = (node: string) =>
      explainShop('shop/local', { rules: 'ipvs', node }).rules?.listings.flatMap((listing) => listing.lines) ?? [];
    expect(explainShop('shop/local', { rules: 'ipvs' }).rules?.node).toBe('worker');
    expect(lines('worker').join()).toContain('add KUBE-LOOP-BACK');
    expect(lines('worker2').join()).not.toContain('add KUBE-LOOP-BACK');
  });

  test('the namespace is that of names without one', () => {
    expect(explainShop('web', { namespace: 'shop' })).toMatchObject({ services: [{ service: 'shop/web' }] });
    expect(explainShop('web:80', { namespace: 'shop', from: 'deploy/front' }).clients).toHaveLength(1);
  });
});

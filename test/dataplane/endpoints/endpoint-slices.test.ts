import type { Cluster } from '../../../src/dataplane/cluster';
import { EndpointSlices } from '../../../src/dataplane/endpoints/endpoint-slices';
import { clusterOf, pod, service } from '../support';

const slicesOf = (cluster: Cluster, key: string) =>
  new EndpointSlices(
    cluster.services,
    cluster.pods.values(),
    cluster.nodes,
    cluster.model.slicesOf.bind(cluster.model),
    () => undefined,
  ).of(key);
const shape = (cluster: Cluster, key: string) =>
  slicesOf(cluster, key).map(({ ports, endpoints }) => ({
    ports: ports.map(({ name, port }) => `${name}:${port}`),
    pods: endpoints.map((endpoint) => endpoint.pod),
  }));
const NOT_READY = "    readinessProbe: {exec: {command: ['false']}}\n";
const slice = (name: string, of: string, rest: string) => `
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, namespace: shop, labels: {kubernetes.io/service-name: ${of}}}
addressType: IPv4
${rest}`;

describe('EndpointSlices of selected Pods', () => {
  it('hold the Pods of the namespace that match every label, with the target port', () => {
    const cluster = clusterOf(
      pod('a', 'worker', 'app: web, tier: x') +
        pod('b', 'worker2', 'app: web') +
        service('web', '{selector: {app: web, tier: x}, ports: [{port: 80, targetPort: 8080}]}'),
    );
    expect(shape(cluster, 'shop/web')).toEqual([{ ports: [':8080'], pods: ['shop/a'] }]);
  });

  it('are one for each set of numbers that a named port has; a Pod without the name has no port', () => {
    const other = pod('b', 'worker2', 'app: web').replace('containerPort: 8080', 'containerPort: 9090');
    const without = pod('c', 'worker2', 'app: web').replace('name: http', 'name: other');
    const cluster = clusterOf(
      pod('a', 'worker', 'app: web') +
        other +
        without +
        service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: http}]}'),
    );
    expect(shape(cluster, 'shop/web')).toEqual([
      { ports: [':8080'], pods: ['shop/a'] },
      { ports: [':9090'], pods: ['shop/b'] },
      { ports: [], pods: ['shop/c'] },
    ]);
  });

  it('look for a named port by protocol, too', () => {
    const cluster = clusterOf(
      pod('a', 'worker', 'app: web') +
        service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: http, protocol: UDP}]}'),
    );
    expect(shape(cluster, 'shop/web')).toEqual([{ ports: [], pods: ['shop/a'] }]);
  });

  it('tell ready, serving and terminating apart', () => {
    const cluster = clusterOf(
      pod('good', 'worker', 'app: web') +
        pod('bad', 'worker', 'app: web', NOT_READY) +
        pod('old', 'worker', 'app: web') +
        service('web', '{selector: {app: web}, ports: [{port: 80}]}') +
        service('all', '{selector: {app: web}, ports: [{port: 80}], publishNotReadyAddresses: true}'),
    );
    cluster.terminate('shop/old');
    const states = (key: string) =>
      Object.fromEntries<readonly boolean[]>(
        slicesOf(cluster, key).flatMap(({ endpoints }) =>
          endpoints.map(({ pod: of, ready, serving, terminating }) => [of ?? '', [ready, serving, terminating]]),
        ),
      );
    expect(states('shop/web')).toEqual({
      'shop/good': [true, true, false],
      'shop/bad': [false, false, false],
      'shop/old': [false, true, true],
    });
    expect(states('shop/all')).toMatchObject({ 'shop/bad': [true, false, false], 'shop/old': [true, true, true] });
  });

  it('have a hostname only under the Service that is the subdomain', () => {
    const cluster = clusterOf(
      pod('a', 'worker', 'app: web', '  hostname: db-0\n  subdomain: db\n') +
        service('db', '{selector: {app: web}, clusterIP: None}') +
        service('web', '{selector: {app: web}, clusterIP: None}'),
    );
    expect(slicesOf(cluster, 'shop/db')[0]?.endpoints[0]?.hostname).toBe('db-0');
    expect(slicesOf(cluster, 'shop/web')[0]?.endpoints[0]?.hostname).toBeUndefined();
  });

  it('are not made for ExternalName and for empty selectors', () => {
    const cluster = clusterOf(
      pod('a', 'worker', 'app: web') +
        service('none', '{selector: {}, ports: [{port: 80}]}') +
        service('ext', '{type: ExternalName, externalName: example.com, selector: {app: web}}'),
    );
    expect([...slicesOf(cluster, 'shop/none'), ...slicesOf(cluster, 'shop/ext')]).toEqual([]);
  });
});

describe('EndpointSlices written by hand', () => {
  it('count beside those that are made, with the conditions that they leave out filled in', () => {
    const cluster = clusterOf(
      pod('a', 'worker', 'app: web') +
        service('web', '{selector: {app: web}, ports: [{port: 80}]}') +
        slice(
          'more',
          'web',
          'endpoints: [{addresses: [10.9.9.9, 10.9.9.8], conditions: {ready: false}}]\nports: [{port: 80}]',
        ),
    );
    expect(slicesOf(cluster, 'shop/web')[1]).toMatchObject({
      ports: [{ name: '', protocol: 'TCP', port: 80 }],
      endpoints: [
        { address: '10.9.9.9', addresses: ['10.9.9.9', '10.9.9.8'], ready: false, serving: true, terminating: false },
      ],
    });
  });

  it('without port numbers, and FQDN ones, lead nowhere', () => {
    const cluster = clusterOf(
      service('web', '{ports: [{port: 80}]}') +
        slice('all', 'web', 'endpoints: [{addresses: [10.9.9.9]}]\nports: [{name: x, port: null}]') +
        slice('names', 'web', 'endpoints: [{addresses: [a.b]}]\nports: [{port: 1}]').replace('IPv4', 'FQDN'),
    );
    expect(slicesOf(cluster, 'shop/web').map(({ ports }) => ports)).toEqual([[]]);
  });
});

describe('Endpoints objects', () => {
  const endpoints = (labels = '') => `
---
apiVersion: v1
kind: Endpoints
metadata: {name: web, namespace: shop, labels: {${labels}}}
subsets: [{addresses: [{ip: 10.9.9.9}], notReadyAddresses: [{ip: 10.9.9.8}], ports: [{port: 80}]}]`;

  it('are mirrored for a Service without selector', () => {
    const cluster = clusterOf(service('web', '{ports: [{port: 80}]}') + endpoints());
    expect(slicesOf(cluster, 'shop/web')[0]?.endpoints.map(({ address, ready }) => [address, ready])).toEqual([
      ['10.9.9.9', true],
      ['10.9.9.8', false],
    ]);
  });

  it('are not for one with a selector, nor when they say so', () => {
    const selecting = clusterOf(service('web', '{selector: {a: b}, ports: [{port: 80}]}') + endpoints());
    const skipping = clusterOf(
      service('web', '{ports: [{port: 80}]}') + endpoints("endpointslice.kubernetes.io/skip-mirror: 'true'"),
    );
    expect([...slicesOf(selecting, 'shop/web'), ...slicesOf(skipping, 'shop/web')]).toEqual([]);
  });
});

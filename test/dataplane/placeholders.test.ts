import { clusterOf, pod, service } from './support';

const cluster = clusterOf(
  pod('a', 'worker', 'app: web') + service('web', '{type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}'),
);

it.each([
  'clusterIP:shop/web',
  'lbIP:shop/web',
  'podIP:shop/a',
  'nodeIP:worker',
  'gatewayIP:worker',
  'outsideIP',
  'externalIP',
  'ingressIP',
])('${%s} stands for an address, and the address for it', (name) => {
  const address = cluster.expand(`\${${name}}`);
  expect(address).toMatch(/^(\d+\.){3}\d+$/);
  expect(cluster.placeholderOf(address)).toBe(`\${${name}}`);
  expect(cluster.abbreviate(`tcp://${address}:80`)).toBe(`tcp://\${${name}}:80`);
});

it('Dashed has dashes for dots', () => {
  const name = cluster.expand('${podIPDashed:shop/a}.web');
  expect(name).toMatch(/^\d+-\d+-\d+-\d+\.web$/);
  expect(cluster.abbreviate(name)).toBe('${podIPDashed:shop/a}.web');
});

it('one that names nothing is an error for who asks, and stays where it stands in manifests', () => {
  expect(() => cluster.expand('${clusterIP:shop/none}')).toThrow(/clusterIP:shop\/none/);
  const manifests = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: '${podIP:shop/none} ${HOME}'}}";
  expect(() => clusterOf(manifests)).not.toThrow();
  expect(cluster.expand('${HOME}')).toBe('${HOME}');
});

it('addresses of nobody, and parts of longer numbers, stay', () => {
  expect(cluster.abbreviate('9.9.9.9 1.10.96.0.1 10.96.0.1.2')).toBe('9.9.9.9 1.10.96.0.1 10.96.0.1.2');
});

it('manifests may name addresses of Pods', () => {
  const manual = `
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: s, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
endpoints: [{addresses: ['\${podIP:shop/a}']}]`;
  const { model, pods } = clusterOf(pod('a', 'worker', 'app: web') + manual);
  expect(model.slicesOf('shop', 'web')[0]?.endpoints?.[0]?.addresses).toEqual([pods.get('shop/a')?.ip]);
});

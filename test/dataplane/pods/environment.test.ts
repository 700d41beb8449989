import { clusterOf, parse } from '../support';

const POD = (extra: string, namespace = 'shop') => `
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: ${namespace}, labels: {tier: front}}
spec:
  nodeName: worker
  containers: [{name: app, image: nginx, ${extra}}]
`;
const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: my-web, namespace: shop}
spec: {clusterIP: 10.96.0.50, ports: [{name: http, port: 80}]}
`;

describe('the environment of a container', () => {
  it('has the variables of the Services in its namespace and of the API server', () => {
    const env = clusterOf(SERVICE + POD('')).environmentOf('shop/p');
    expect(env).toMatchObject({ MY_WEB_SERVICE_HOST: '10.96.0.50', KUBERNETES_SERVICE_HOST: '10.96.0.1' });
    expect(clusterOf(SERVICE + POD('', 'other')).environmentOf('other/p').MY_WEB_SERVICE_HOST).toBeUndefined();
  });

  it('keeps the values of when the Pod started', () => {
    const cluster = clusterOf(POD(''));
    cluster.apply(parse(SERVICE));
    expect(cluster.environmentOf('shop/p').MY_WEB_SERVICE_HOST).toBeUndefined();
  });

  it('lets the own variables win, and expands $(NAME) with what is known by then', () => {
    const own = `env: [{name: MY_WEB_SERVICE_PORT, value: mine}, {name: URL, value: 'http://$(MY_WEB_SERVICE_HOST):$(MY_WEB_SERVICE_PORT)/$(LATER)$$(X)'}, {name: LATER, value: x}]`;
    expect(clusterOf(SERVICE + POD(own)).environmentOf('shop/p')).toMatchObject({
      MY_WEB_SERVICE_PORT: 'mine',
      URL: 'http://10.96.0.50:mine/$(LATER)$(X)',
    });
  });

  it('reads fields of the Pod, ConfigMaps and Secrets', () => {
    const more = `
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: shop}, data: {A: '1'}}
---
{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: shop}, data: {B: Mg==}, stringData: {C: '3'}}
`;
    const env = `envFrom: [{prefix: X_, configMapRef: {name: c}}, {secretRef: {name: s}}],
      env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}, {name: TIER, valueFrom: {fieldRef: {fieldPath: "metadata.labels['tier']"}}},
        {name: KEY, valueFrom: {secretKeyRef: {name: s, key: B}}}, {name: NONE, valueFrom: {configMapKeyRef: {name: gone, key: K, optional: true}}}]`;
    const found = clusterOf(more + POD(env)).environmentOf('shop/p');
    expect(found).toMatchObject({ X_A: '1', B: '2', C: '3', NODE: 'worker', TIER: 'front', KEY: '2' });
    expect(found).not.toHaveProperty('NONE');
  });

  it('knows the account and the addresses of the Pod, also as lists', () => {
    const field = (name: string, path: string) => `{name: ${name}, valueFrom: {fieldRef: {fieldPath: ${path}}}}`;
    const env = `env: [${field('SA', 'spec.serviceAccountName')}, ${field('IPS', 'status.podIPs')}, ${field('HOSTS', 'status.hostIPs')}]`;
    const cluster = clusterOf(POD(env));
    expect(cluster.environmentOf('shop/p')).toMatchObject({
      SA: 'default',
      IPS: cluster.pods.get('shop/p')?.ip,
      HOSTS: cluster.nodes.get('worker')?.ip,
    });
  });

  it('expands what is closed, and takes two dollars for one', () => {
    const env = `env: [{name: A, value: one}, {name: B, value: '$(A) $$(A) $(NONE) $($(A)) $(A $$'}]`;
    expect(clusterOf(POD(env)).environmentOf('shop/p').B).toBe('one $(A) $(NONE) $($(A)) $(A $');
  });

  it('is asked only of Pods that run', () => {
    expect(() => clusterOf('').environmentOf('shop/none')).toThrow(RangeError);
  });

  it('takes a Service named kubernetes of its own namespace for the API server', () => {
    const own =
      '{apiVersion: v1, kind: Service, metadata: {name: kubernetes, namespace: shop}, spec: {clusterIP: 10.96.0.77, ports: [{port: 1}]}}';
    expect(clusterOf(own + POD('')).environmentOf('shop/p').KUBERNETES_SERVICE_HOST).toBe('10.96.0.77');
  });
});

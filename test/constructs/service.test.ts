import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { ConstructError } from '../../src/constructs/construct-error';
import { Diagnostics } from '../../src/constructs/diagnostics';
import { ExternalNameService } from '../../src/constructs/external-name-service';
import { HeadlessService } from '../../src/constructs/headless-service';
import type { ServicePortProps } from '../../src/constructs/service-port';

function chartIn(namespace?: string): Chart {
  return new Chart(Testing.app(), 'shop', namespace === undefined ? {} : { namespace });
}

const ports = [
  { name: 'http', port: 80, targetPort: 8080 },
  { name: 'metrics', port: 9090, protocol: 'TCP' },
] as const;

describe('a Service', () => {
  test('has the name, namespace, labels and annotations of its metadata', () => {
    const metadata = { name: 'web', namespace: 'other', labels: { a: 'b' }, annotations: { 'c/d': 'e' } };
    const service = new ClusterIPService(chartIn('shop'), 'web', { metadata, ports });
    expect(service.toJson()).toMatchObject({ apiVersion: 'v1', kind: 'Service', metadata });
  });

  test('has the namespace of its chart, and a name made from its path', () => {
    const service = new ClusterIPService(chartIn('shop'), 'web', { ports });
    expect(service.metadata.namespace).toBe('shop');
    expect(service.name).toMatch(/^shop-web-/);
  });

  test('can be patched like every object of cdk8s', () => {
    const service = new ClusterIPService(chartIn(), 'web', { ports });
    service.addJsonPatch(JsonPatch.add('/spec/ports/0/name', 'patched'));
    expect(service.toJson()).toHaveProperty('spec.ports[0].name', 'patched');
  });

  test('does not change the props that it was given', () => {
    const props = Object.freeze({ ports, selector: Object.freeze({ app: 'web' }) });
    new ClusterIPService(chartIn(), 'web', props).toJson();
    expect(props).toEqual({ ports, selector: { app: 'web' } });
  });
});

describe('port', () => {
  test('refers to a port by its name', () => {
    const service = new ClusterIPService(chartIn(), 'web', { ports });
    expect(service.port('metrics')).toEqual({ service, name: 'metrics', number: 9090, protocol: 'TCP' });
  });

  test('refers to the only port without a name', () => {
    const service = new ClusterIPService(chartIn(), 'web', { ports: [{ port: 53, protocol: 'UDP' }] });
    expect(service.port()).toEqual({ service, number: 53, protocol: 'UDP' });
  });

  test.each<[string, readonly ServicePortProps[], string | undefined, string]>([
    ['a name that no port has', ports, 'nope', 'http, metrics'],
    ['no name where there are several', ports, undefined, 'http, metrics'],
    ['a name where no port has one', [{ port: 80 }], 'http', 'none of its ports has a name'],
    ['a port where there is none', [], undefined, 'give the Service a port'],
  ])('refuses %s', (_, computed, name, remedy) => {
    const service = new HeadlessService(chartIn(), 'web', { ports: computed });
    const error = thrownBy(() => service.port(name));
    expect(error).toBeInstanceOf(ConstructError);
    expect(error).toMatchObject({ construct: 'shop/web', misuse: { field: 'port', value: name } });
    expect((error as ConstructError).misuse.remedy).toContain(remedy);
  });
});

describe('host', () => {
  const service = new ClusterIPService(chartIn('shop'), 'web', { metadata: { name: 'web' }, ports });

  test('is a name that Pods of every namespace can resolve', () => {
    expect(service.host()).toBe('web.shop.svc');
  });

  test('ends with the domain of the cluster where that is asked for', () => {
    expect(service.host({ fqdn: true })).toBe('web.shop.svc.cluster.local');
    expect(service.host({ clusterDomain: 'k8s.example.com' })).toBe('web.shop.svc.k8s.example.com');
  });

  test('is in the namespace of objects that name none', () => {
    const app = new App();
    Diagnostics.install(app, { namespace: 'somewhere' });
    const chart = new Chart(app, 'chart');
    expect(new ClusterIPService(chart, 'web', { metadata: { name: 'web' }, ports }).host()).toBe('web.somewhere.svc');
  });
});

describe('url', () => {
  const chart = chartIn('shop');
  const service = new ClusterIPService(chart, 'web', {
    metadata: { name: 'web' },
    ports: [...ports, { name: 'https', port: 8443 }, { name: 'tls', port: 443 }],
  });

  test.each([
    [{ port: 'http' }, 'http://web.shop.svc/'],
    [{ port: 'metrics', path: 'metrics' }, 'http://web.shop.svc:9090/metrics'],
    [{ port: 'https', path: '/a' }, 'https://web.shop.svc:8443/a'],
    [{ port: 'tls' }, 'https://web.shop.svc/'],
    [{ port: 'tls', scheme: 'http' }, 'http://web.shop.svc:443/'],
    [{ port: 'metrics', scheme: 'postgres', fqdn: true }, 'postgres://web.shop.svc.cluster.local:9090/'],
  ] as const)('of %j is %s', (options, url) => {
    expect(service.url(options)).toBe(url);
  });

  test('of a headless Service has the port of the Pods, which clients dial themselves', () => {
    const metadata = { name: 'db' };
    const headless = new HeadlessService(chart, 'db', { metadata, ports: [{ port: 80, targetPort: 8080 }] });
    expect(headless.url()).toBe('http://db.shop.svc:8080/');
  });
});

describe('environment', () => {
  test('has the cluster IP that was asked for', () => {
    const metadata = { name: 'my-web' };
    const service = new ClusterIPService(chartIn(), 'web', { metadata, clusterIP: '10.96.7.7', ports: [{ port: 80 }] });
    expect(service.environment()).toMatchObject({ MY_WEB_SERVICE_HOST: '10.96.7.7', MY_WEB_SERVICE_PORT: '80' });
  });

  test('has the cluster IP that the allocator predicts, which no other Service has', () => {
    const chart = chartIn();
    const taken = new ClusterIPService(chart, 'first', { metadata: { name: 'same' }, ports: [{ port: 80 }] });
    const predicted = taken.environment().SAME_SERVICE_HOST;
    expect(predicted).toMatch(/^10\.96\./);
    const metadata = { name: 'same', namespace: 'default' };
    const other = new ClusterIPService(new Chart(chart, 'inner'), 'web', {
      metadata: { ...metadata, namespace: 'other' },
      ...(predicted === undefined ? {} : { clusterIP: predicted }),
      ports: [{ port: 80 }],
    });
    expect(other.environment().SAME_SERVICE_HOST).toBe(predicted);
  });

  test('is empty where there is no cluster IP', () => {
    const chart = chartIn();
    expect(new HeadlessService(chart, 'db', { ports }).environment()).toEqual({});
    expect(new ExternalNameService(chart, 'ext', { externalName: 'external.example.com' }).environment()).toEqual({});
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

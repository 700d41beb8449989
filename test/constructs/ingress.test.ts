import { Chart, Testing } from 'cdk8s';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { ConstructError } from '../../src/constructs/construct-error';
import { Ingress } from '../../src/constructs/ingress';
import { IngressClass } from '../../src/constructs/ingress-class';

let chart: Chart;
let api: ClusterIPService<readonly [{ readonly name: 'http'; readonly port: 80 }]>;

beforeEach(() => {
  chart = Testing.chart();
  api = new ClusterIPService(chart, 'api', { metadata: { name: 'api' }, ports: [{ name: 'http', port: 80 }] });
});

const apiHttp = { service: { name: 'api', port: { name: 'http' } } };

describe('Ingress', () => {
  test('has every field of its kind in its manifest', () => {
    const ingress = new Ingress(chart, 'ingress', {
      metadata: { name: 'my-ingress', annotations: { a: 'b' } },
      ingressClassName: 'contour',
      defaultBackend: api.port(),
      rules: [
        { host: 'myapp.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: api.port('http') }] } },
        { host: 'no-paths.example.com' },
        { http: { paths: [{ path: '/exact', pathType: 'Exact', backend: api.port('http') }] } },
      ],
      tls: [{ hosts: ['myapp.example.com'], secretName: 'tls' }, {}],
    });
    expect(ingress.toJson()).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'my-ingress', annotations: { a: 'b' } },
      spec: {
        ingressClassName: 'contour',
        defaultBackend: apiHttp,
        rules: [
          { host: 'myapp.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: apiHttp }] } },
          { host: 'no-paths.example.com' },
          { http: { paths: [{ path: '/exact', pathType: 'Exact', backend: apiHttp }] } },
        ],
        tls: [{ hosts: ['myapp.example.com'], secretName: 'tls' }, {}],
      },
    });
  });

  test('takes the name of a class that it is given', () => {
    const metadata = { name: 'contour' };
    const ingressClassName = new IngressClass(chart, 'class', { metadata, controller: 'a.b/c' });
    const ingress = new Ingress(chart, 'ingress', { ingressClassName });
    expect(ingress.toJson()).toHaveProperty('spec.ingressClassName', 'contour');
  });

  test('grows by rules, paths and certificates', () => {
    const ingress = new Ingress(chart, 'ingress')
      .addPath({ host: 'a.example.com', backend: api.port() })
      .addPath({ host: 'b.example.com', path: '/b', pathType: 'Exact', backend: api.port() })
      .addPath({ host: 'a.example.com', path: '/a', backend: api.port() })
      .addPath({ path: '/any', backend: api.port() })
      .addRule({ host: 'c.example.com' })
      .addPath({ host: 'c.example.com', pathType: 'ImplementationSpecific', backend: api.port() })
      .addTls({ hosts: ['a.example.com'] });
    const backend = apiHttp;
    expect(ingress.toJson()).toHaveProperty('spec', {
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend },
              { path: '/a', pathType: 'Prefix', backend },
            ],
          },
        },
        { host: 'b.example.com', http: { paths: [{ path: '/b', pathType: 'Exact', backend }] } },
        { http: { paths: [{ path: '/any', pathType: 'Prefix', backend }] } },
        { host: 'c.example.com', http: { paths: [{ pathType: 'ImplementationSpecific', backend }] } },
      ],
      tls: [{ hosts: ['a.example.com'] }],
    });
  });
});

describe('url of an Ingress', () => {
  test('has the first host that is not a wildcard', () => {
    const ingress = new Ingress(chart, 'ingress')
      .addPath({ host: '*.example.com', backend: api.port() })
      .addPath({ host: 'shop.example.com', backend: api.port() });
    expect(ingress.url()).toBe('http://shop.example.com/');
    expect(ingress.url({ host: 'other.example.com', path: 'a' })).toBe('http://other.example.com/a');
  });

  test('is secure where a certificate covers the host', () => {
    const ingress = new Ingress(chart, 'ingress').addTls({ hosts: ['*.example.com'], secretName: 'tls' });
    expect(ingress.url({ host: 'shop.example.com' })).toBe('https://shop.example.com/');
    expect(ingress.url({ host: 'example.com' })).toBe('http://example.com/');
    expect(ingress.url({ host: 'shop.example.com', scheme: 'http' })).toBe('http://shop.example.com/');
  });

  test('needs a host', () => {
    expect(() => new Ingress(chart, 'ingress').url()).toThrow(ConstructError);
  });
});

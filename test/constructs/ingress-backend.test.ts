import { Testing } from 'cdk8s';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { renderBackend } from '../../src/constructs/ingress-backend';

describe('renderBackend', () => {
  test.each([
    ['its name', { name: 'http', port: 80 }, { name: 'http' }],
    ['its number where it has no name', { port: 80 }, { number: 80 }],
    ['its number where an Ingress cannot say the name', { name: 'a-name-of-more-than-15', port: 80 }, { number: 80 }],
    ['its number where the name has digits only', { name: '8080', port: 80 }, { number: 80 }],
  ])('refers to a port by %s', (_, port, expected) => {
    const service = new ClusterIPService(Testing.chart(), 'api', { metadata: { name: 'api' }, ports: [port] });
    expect(renderBackend(service.port())).toEqual({ service: { name: 'api', port: expected } });
  });

  test('refers to a Service that is declared elsewhere', () => {
    expect(renderBackend({ service: 'web', port: 80 })).toEqual({ service: { name: 'web', port: { number: 80 } } });
    expect(renderBackend({ service: 'web', port: 'http' })).toEqual({
      service: { name: 'web', port: { name: 'http' } },
    });
  });

  test('refers to another object', () => {
    const resource = { apiGroup: 'example.com', kind: 'Bucket', name: 'assets' };
    expect(renderBackend({ resource })).toEqual({ resource });
  });
});

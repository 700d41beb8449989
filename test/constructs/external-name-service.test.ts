import { Chart, Testing } from 'cdk8s';
import { ExternalNameService } from '../../src/constructs/external-name-service';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });

describe('ExternalNameService', () => {
  test('has every field of its kind in its manifest', () => {
    const fields = { externalName: 'external.example.com', ports: [{ name: 'https', port: 443 }] } as const;
    const service = new ExternalNameService(chart, 'external', fields);
    expect(service.toJson()).toHaveProperty('spec', { type: 'ExternalName', ...fields });
  });
});

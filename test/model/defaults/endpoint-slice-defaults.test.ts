import { defaultEndpointSlice } from '../../../src/model/defaults/endpoint-slice-defaults';
import type { EndpointSlice } from '../../../src/model/objects';

const slice = (fields: object) => ({ metadata: { name: 'a' }, addressType: 'IPv4', ...fields }) as EndpointSlice;

describe('defaultEndpointSlice', () => {
  it.each([
    [{ port: 80 }, { port: 80, name: '', protocol: 'TCP' }],
    [
      { port: 53, protocol: 'UDP', name: 'dns' },
      { port: 53, protocol: 'UDP', name: 'dns' },
    ],
    [{ protocol: '' }, { protocol: '', name: '' }],
  ])('port %j', (port, defaulted) => expect(defaultEndpointSlice(slice({ ports: [port] })).ports).toEqual([defaulted]));

  it('keeps conditions that are false, for these are not the same as absent ones', () => {
    const endpoints = [{ addresses: ['10.1.2.3'], conditions: { ready: false } }];
    expect(defaultEndpointSlice(slice({ endpoints })).endpoints).toEqual(endpoints);
  });

  it('keeps empty labels', () => {
    const labels = { 'kubernetes.io/service-name': 'web', empty: '' };
    expect(defaultEndpointSlice(slice({ metadata: { labels } })).metadata.labels).toEqual(labels);
  });
});

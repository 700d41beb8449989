import { ENDPOINT_PORT, OBJECT_REFERENCE } from './endpoint-slice-schema';
import { TYPE_AND_META } from './metadata-schema';
import { list, struct } from './schema';

const ADDRESSES = list(
  struct('EndpointAddress', { ip: 'string', hostname: 'string', nodeName: 'string', targetRef: OBJECT_REFERENCE }),
);

/** `v1` Endpoints. */
export const ENDPOINTS = struct('Endpoints', {
  ...TYPE_AND_META,
  subsets: list(
    struct('EndpointSubset', { addresses: ADDRESSES, notReadyAddresses: ADDRESSES, ports: list(ENDPOINT_PORT) }),
  ),
});

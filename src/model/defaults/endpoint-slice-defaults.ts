import type { EndpointPort, EndpointSlice } from '../objects';
import { omitEmpty } from './omit-empty';

const NOTES = {
  maps: new Set(['deprecatedTopology']),
  pointers: new Set([
    'appProtocol',
    'hostname',
    'nodeName',
    'port',
    'protocol',
    'ready',
    'serving',
    'terminating',
    'zone',
  ]),
};

/**
 * An EndpointSlice with the defaults of the API (pkg/apis/discovery/v1/defaults.go): a port has the name '' and the
 * protocol TCP unless it says otherwise. Its conditions stay as they are: absent ones mean different things to
 * different readers.
 */
export function defaultEndpointSlice(given: EndpointSlice): EndpointSlice {
  const { ports, ...slice } = { ...omitEmpty(given, NOTES), metadata: given.metadata };
  return ports === undefined ? slice : { ...slice, ports: ports.map(defaultEndpointPort) };
}

function defaultEndpointPort(given: EndpointPort): EndpointPort {
  const { name = '', protocol = 'TCP' } = given;
  return { ...given, name, protocol };
}

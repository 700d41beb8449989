import type { RequestTarget } from '../../../probes/probe';
import { portOf } from '../../../probes/probe';
import { bracketed } from '../../../terms/host-port';
import type { ProberRequest } from './requests';
import { HOST, PATH, sendable, VALUE } from './requests';

/** A request as a client sends it to the address of a Gateway. Throws a RangeError for what cannot be sent. */
export type GatewayRequest = Extract<ProberRequest, { readonly kind: 'request' }>;

export function gatewayRequestTo(address: string, to: RequestTarget): GatewayRequest {
  const isGrpc = to.protocol === 'grpc';
  const { method = isGrpc ? 'POST' : 'GET', path = '/', hostHeader = bracketed(address), sni = '', headers = {} } = to;
  const ofGrpc = isGrpc ? ['content-type: application/grpc', 'te: trailers'] : [];
  return {
    kind: 'request',
    protocol: to.protocol,
    host: sendable(address, HOST),
    port: portOf(to),
    method: sendable(method, METHOD),
    path: sendable(path, PATH),
    hostHeader: sendable(hostHeader, VALUE),
    sni: sni === '' ? '' : sendable(sni, HOST),
    headers: [
      ...ofGrpc,
      ...Object.entries(headers).map(([name, value]) => `${sendable(name, METHOD)}: ${sendable(value, VALUE)}`),
    ],
  };
}

/** A token of HTTP: methods and names of headers are some. */
const METHOD = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** The same over HTTP/1.1, as it goes over the wire. */
export function httpMessage({ method, path, hostHeader, headers }: GatewayRequest): string {
  const fields = [`Host: ${hostHeader}`, ...headers, 'Connection: close'];
  return `${method} ${path} HTTP/1.1\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n`;
}

/** An empty message of gRPC: no compression, no bytes. */
export const EMPTY_MESSAGE = '\0\0\0\0\0';

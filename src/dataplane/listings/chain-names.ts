import { createHash } from 'node:crypto';
import { hostPort } from '../../terms/host-port';
import type { ProxyEndpoint } from '../proxy/proxy-endpoint';
import type { ServicePortInfo } from '../proxy/service-port';

/** `shop/web:http`: how kube-proxy calls a Service port (`ServicePortName` in pkg/proxy). */
export function servicePortName({ service, portName }: ServicePortInfo): string {
  return portName === '' ? service : `${service}:${portName}`;
}

/** The 16 letters behind `KUBE-SVC-`, `KUBE-SVL-`, `KUBE-EXT-`, `KUBE-FW-`, and with an endpoint behind `KUBE-SEP-`. */
export function iptablesHash(port: ServicePortInfo, endpoint?: ProxyEndpoint): string {
  const suffix = endpoint === undefined ? '' : hostPort(endpoint.address, endpoint.port);
  return digest(`${servicePortName(port)}${port.protocol.toLowerCase()}${suffix}`, 16);
}

/** What stands behind `service-`, `local-`, `external-`, `firewall-`, and with an endpoint behind `endpoint-`, `affinity-`. */
export function nftablesName({ service, portName, protocol }: ServicePortInfo, endpoint?: ProxyEndpoint): string {
  // Names of chains hold no colons, those of IPv6 addresses become dots.
  const suffix = endpoint === undefined ? '' : `__${endpoint.address.replaceAll(':', '.')}/${endpoint.port}`;
  const name = `${service}/${protocol.toLowerCase()}/${portName}${suffix}`;
  const hashed = `${digest(name, 8)}-${name}`;
  return hashed.length > NFTABLES_NAME_MAX ? `${hashed.slice(0, NFTABLES_NAME_MAX - 3)}...` : hashed;
}

/** 256 characters that nft allows, less 16 that kube-proxy keeps for prefixes. */
const NFTABLES_NAME_MAX = 240;

/** The first characters of a SHA-256 in base 32 (RFC 4648). */
function digest(text: string, length: number): string {
  const bits = [...createHash('sha256').update(text).digest()]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return Array.from({ length }, (_, index) => BASE32[Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)]).join(
    '',
  );
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

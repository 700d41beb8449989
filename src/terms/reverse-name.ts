import { formatIP, parseIP } from './ip';

/** `10.96.0.1` -> `1.0.96.10.in-addr.arpa.`; undefined when it is not an address. */
export function reverseName(address: string): string | undefined {
  const ip = parseIP(address);
  if (ip === undefined) return undefined;
  if (ip.family === 'IPv4') return `${formatIP(ip).split('.').reverse().join('.')}.in-addr.arpa.`;
  return `${ip.bits.toString(16).padStart(32, '0').split('').reverse().join('.')}.ip6.arpa.`;
}

/** `1.0.96.10.in-addr.arpa` -> `10.96.0.1`; undefined for other names. */
export function fromReverseName(name: string): string | undefined {
  const [, ipv4] = /^(\d+\.\d+\.\d+\.\d+)\.in-addr\.arpa\.?$/.exec(name) ?? [];
  const [, ipv6] = /^((?:[0-9a-f]\.){31}[0-9a-f])\.ip6\.arpa\.?$/i.exec(name) ?? [];
  const text =
    ipv4?.split('.').reverse().join('.') ??
    ipv6
      ?.split('.')
      .reverse()
      .join('')
      .replace(/(.{4})(?=.)/g, '$1:');
  const ip = text === undefined ? undefined : parseIP(text);
  return ip === undefined ? undefined : formatIP(ip);
}

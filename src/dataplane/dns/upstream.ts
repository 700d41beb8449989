import type { DnsAnswer, DnsQuestion } from './answer';

/** A DNS server that knows names and their IPv4 addresses, and nothing else exists. Names are in lower case. */
export function hostsServer(addresses: ReadonlyMap<string, string>): (question: DnsQuestion) => DnsAnswer {
  return ({ name, type }) => {
    const asked = name.endsWith('.') ? name : `${name}.`;
    const address = addresses.get(asked.slice(0, -1).toLowerCase());
    if (address === undefined) return { rcode: 'NXDOMAIN', records: [] };
    return { rcode: 'NOERROR', records: type === 'A' ? [{ name: asked, type, data: address }] : [] };
  };
}

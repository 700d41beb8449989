import { familyOf, RECORD_TYPES } from '../../terms/ip';
import type { DnsAnswer, DnsQuestion } from './answer';

/** A DNS server that knows names and their addresses, and nothing else exists. Names are in lower case. */
export function hostsServer(addresses: ReadonlyMap<string, readonly string[]>): (question: DnsQuestion) => DnsAnswer {
  return ({ name, type }) => {
    const asked = name.endsWith('.') ? name : `${name}.`;
    const known = addresses.get(asked.slice(0, -1).toLowerCase());
    if (known === undefined) return { rcode: 'NXDOMAIN', records: [] };
    const found = known.filter((address) => type === RECORD_TYPES[familyOf(address)]);
    return { rcode: 'NOERROR', records: found.map((data) => ({ name: asked, type, data })) };
  };
}

import { recordOf } from '../terms/maps';
import { reverseName } from '../terms/reverse-name';
import type { Vantage } from '../terms/vantage';
import type { AddressNames, Dependence } from './observation';
import type { ClientAddressClass, DependsVerdict, DnsRecord, DnsTarget, DnsVerdict, EnvVerdict } from './probe';

/** How the addresses of a cluster are called in probes and verdicts. */
export interface AddressBook {
  /** A text with its placeholders replaced by addresses; throws RangeError for a placeholder that names nothing. */
  expand(text: string): string;
  /** The placeholder that names an address, or the address itself. */
  placeholderOf(address: string): string;
  /** A text with the addresses in it replaced by their placeholders, those in names (`10-244-1-2.web`) included. */
  abbreviate(text: string): string;
  /** The addresses that a client's packets leave with, one of each IP family. */
  addressesOf(from: Vantage): readonly string[];
  isNodeAddress(address: string): boolean;
}

/** How what one vantage point's probes see is called. */
export function namesFor(from: Vantage, book: AddressBook): AddressNames {
  const own = 'pod' in from ? book.addressesOf(from) : [];
  return {
    classOf: (address): ClientAddressClass => {
      if (book.isNodeAddress(address)) return 'node';
      return own.includes(address) ? 'pod' : 'other';
    },
    placeholderOf: (address) => book.placeholderOf(address),
  };
}

/**
 * The verdict on a DNS question.
 *
 * @param name what was asked for, with addresses in place of placeholders
 */
export function dnsVerdict(
  { name, type }: DnsTarget['dns'],
  { rcode, records }: Pick<DnsVerdict, 'rcode' | 'records'>,
  book: AddressBook,
): DnsVerdict {
  const reverse = type === 'PTR' ? reverseName(name) : undefined;
  const named = records.map((record) => ({
    name: record.name === reverse ? '${reverse}' : book.abbreviate(record.name),
    type: record.type,
    data: book.abbreviate(record.data),
  }));
  return { kind: 'dns', rcode, records: named.sort((a, b) => (printed(a) < printed(b) ? -1 : 1)) };
}

/** No DNS server answers. */
export const DNS_SILENCE: DnsVerdict = { kind: 'dns', rcode: 'TIMEOUT', records: [] };

/** The verdict on a DNS question, where somebody may decide that nobody answers. */
export function dnsPrediction(verdict: DnsVerdict, depends: Dependence | undefined): DnsVerdict | DependsVerdict {
  if (depends === undefined) return verdict;
  const { on, why } = depends;
  return { kind: 'depends', outcome: 'implementationSpecific', on, why, either: [verdict, DNS_SILENCE] };
}

function printed({ name, type, data }: DnsRecord): string {
  return `${name} ${type} ${data}`;
}

/** The verdict on the environment of a container. */
export function envVerdict(variables: Readonly<Record<string, string>>, book: AddressBook): EnvVerdict {
  return {
    kind: 'env',
    env: recordOf(Object.entries(variables).map(([name, value]) => [name, book.abbreviate(value)])),
  };
}

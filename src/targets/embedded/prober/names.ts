import type { ClientAddressClass, DnsRecord } from '../../../probes/probe';
import type { Vantage } from '../../../terms/vantage';
import type { AddressNames } from '../../observation';

/** What the prober has to know about addresses. */
export interface AddressBook {
  /** A text with its placeholders replaced by addresses; throws RangeError for a placeholder that names nothing. */
  expand(text: string): string;
  /** The placeholder that names an address, or the address itself. */
  placeholderOf(address: string): string;
  /** A text with the addresses in it replaced by their placeholders, those in names (`10-244-1-2.web`) included. */
  abbreviate(text: string): string;
  addressOf(from: Vantage): string;
  isNodeAddress(address: string): boolean;
}

/** How what one vantage point's probes see is called. */
export function namesFor(from: Vantage, book: AddressBook): AddressNames {
  const own = 'pod' in from ? book.addressOf(from) : undefined;
  return {
    classOf: (address): ClientAddressClass => {
      if (book.isNodeAddress(address)) return 'node';
      return address === own ? 'pod' : 'other';
    },
    placeholderOf: (address) => book.placeholderOf(address),
  };
}

/** A DNS record with placeholders in place of its addresses; `reverse` is the name that a PTR question was about. */
export function recordWithPlaceholders(record: DnsRecord, reverse: string | undefined, book: AddressBook): DnsRecord {
  const name = record.name === reverse ? '${reverse}' : book.abbreviate(record.name);
  return { name, type: record.type, data: book.abbreviate(record.data) };
}

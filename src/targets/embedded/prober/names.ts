import type { ClientAddressClass, DnsRecord } from '../../../probes/probe';
import type { Vantage } from '../../../terms/vantage';
import type { AddressNames } from '../../observation';

/** What the prober has to know about addresses. */
export interface AddressBook {
  /** A text with its placeholders replaced by addresses; throws RangeError for a placeholder that names nothing. */
  expand(text: string): string;
  /** The placeholder that names an address, or the address itself. */
  placeholderOf(address: string): string;
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

/** A text with every address in it replaced by its placeholder. */
export function withPlaceholders(text: string, book: AddressBook): string {
  return text.replace(ADDRESS, (address) => book.placeholderOf(address));
}

/** A DNS record with its addresses replaced, also where they are part of a name: `10-244-1-2.web.shop.svc...` */
export function recordWithPlaceholders(record: DnsRecord, reverse: string | undefined, book: AddressBook): DnsRecord {
  const name = record.name === reverse ? '${reverse}' : dashedPlaceholders(record.name, book);
  return { name, type: record.type, data: dashedPlaceholders(withPlaceholders(record.data, book), book) };
}

const ADDRESS = /(?<![\d.-])\d{1,3}(?:\.\d{1,3}){3}(?![\d-]|\.\d)/g;
const DASHED_ADDRESS = /(?<![\w.-])\d{1,3}(?:-\d{1,3}){3}(?=\.)/g;

function dashedPlaceholders(name: string, book: AddressBook): string {
  return name.replace(DASHED_ADDRESS, (dashed) => {
    const placeholder = book.placeholderOf(dashed.replaceAll('-', '.'));
    const [, kind, rest = ''] = /^\$\{(\w+)(:.*)?\}$/.exec(placeholder) ?? [];
    return kind === undefined ? dashed : `\${${kind}Dashed${rest}}`;
  });
}

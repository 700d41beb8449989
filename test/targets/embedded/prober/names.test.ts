import { abbreviate } from '../../../../src/dataplane/placeholders';
import type { AddressBook } from '../../../../src/targets/embedded/prober/names';
import { namesFor, recordWithPlaceholders } from '../../../../src/targets/embedded/prober/names';

const known: Readonly<Record<string, string>> = {
  '10.96.0.5': '${clusterIP:shop/web}',
  '10.244.1.2': '${podIP:shop/a}',
  '172.18.0.9': '${externalIP}',
};

const book: AddressBook = {
  expand: (text) => text,
  placeholderOf: (address) => known[address] ?? address,
  abbreviate: (text) => abbreviate(text, new Map(Object.entries(known))),
  addressOf: () => '10.244.1.2',
  isNodeAddress: (address) => address.startsWith('172.18.0.'),
};

test('an address is the own one of a Pod, that of a node, or another', () => {
  const names = namesFor({ pod: 'shop/a' }, book);
  expect(['10.244.1.2', '172.18.0.3', '127.0.0.1'].map((address) => names.classOf(address))).toEqual([
    'pod',
    'node',
    'other',
  ]);
  expect(namesFor({ outside: true }, book).classOf('10.244.1.2')).toBe('other');
});

test('addresses in DNS records become placeholders, in names with dashes', () => {
  const record = { name: '5.0.96.10.in-addr.arpa.', type: 'PTR', data: '10-244-1-2.web.shop.svc.cluster.local.' };
  expect(recordWithPlaceholders(record, record.name, book)).toEqual({
    name: '${reverse}',
    type: 'PTR',
    data: '${podIPDashed:shop/a}.web.shop.svc.cluster.local.',
  });
  const srv = { name: 'x.', type: 'SRV', data: '0 50 80 172-18-0-9.h.shop.svc.cluster.local.' };
  expect(recordWithPlaceholders(srv, undefined, book).data).toBe(
    '0 50 80 ${externalIPDashed}.h.shop.svc.cluster.local.',
  );
  const unknown = { name: '1-2-3-4.shop.pod.cluster.local.', type: 'A', data: '1.2.3.4' };
  expect(recordWithPlaceholders(unknown, undefined, book)).toEqual(unknown);
});

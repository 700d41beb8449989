import type { AddressBook } from '../../src/probes/address-book';
import { dnsVerdict, namesFor } from '../../src/probes/address-book';
import type { DnsRecord, DnsTarget } from '../../src/probes/probe';
import { abbreviate } from '../../src/terms/placeholders';

const known: Readonly<Record<string, string>> = {
  '10.96.0.5': '${clusterIP:shop/web}',
  '10.244.1.2': '${podIP:shop/a}',
  '172.18.0.9': '${externalIP}',
};

const book: AddressBook = {
  expand: (text) => text,
  placeholderOf: (address) => known[address] ?? address,
  abbreviate: (text) => abbreviate(text, new Map(Object.entries(known))),
  addressesOf: () => ['10.244.1.2'],
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

describe('in DNS records', () => {
  const verdictOn = (question: DnsTarget['dns'], record: DnsRecord) =>
    dnsVerdict(question, { rcode: 'NOERROR', records: [record] }, book);

  test('addresses become placeholders, in names with dashes, and so does the name of a reverse question', () => {
    const record = { name: '5.0.96.10.in-addr.arpa.', type: 'PTR', data: '10-244-1-2.web.shop.svc.cluster.local.' };
    expect(verdictOn({ name: '10.96.0.5', type: 'PTR' }, record)).toEqual({
      kind: 'dns',
      rcode: 'NOERROR',
      records: [{ name: '${reverse}', type: 'PTR', data: '${podIPDashed:shop/a}.web.shop.svc.cluster.local.' }],
    });
    const srv = { name: 'x.', type: 'SRV', data: '0 50 80 172-18-0-9.h.shop.svc.cluster.local.' };
    expect(verdictOn({ name: 'x', type: 'SRV' }, srv)).toMatchObject({
      records: [{ data: '0 50 80 ${externalIPDashed}.h.shop.svc.cluster.local.' }],
    });
  });

  test('their order does not depend on the server', () => {
    const records = ['10.244.1.2', '1.2.3.4', '10.96.0.5'].map((data) => ({ name: 'x.', type: 'A', data }));
    const verdicts = [records, records.toReversed()].map((given) =>
      dnsVerdict({ name: 'x', type: 'A' }, { rcode: 'NOERROR', records: given }, book),
    );
    expect(verdicts[0]).toEqual(verdicts[1]);
    expect(verdicts[0]?.records.map(({ data }) => data)).toEqual([
      '${clusterIP:shop/web}',
      '${podIP:shop/a}',
      '1.2.3.4',
    ]);
  });

  test('unknown addresses stay', () => {
    const unknown = { name: '1-2-3-4.shop.pod.cluster.local.', type: 'A', data: '1.2.3.4' };
    expect(verdictOn({ name: 'x', type: 'A' }, unknown)).toMatchObject({ records: [unknown] });
  });
});

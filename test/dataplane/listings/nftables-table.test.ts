import { duration, elements, NftablesTable } from '../../../src/dataplane/listings/nftables-table';

describe('a table of nft', () => {
  test.each([
    [1, '1s'],
    [60, '1m'],
    [10800, '3h'],
    [86400, '1d'],
    [90061, '1d1h1m1s'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  test('holds chains, sets and maps in the order in which they are declared', () => {
    const table = new NftablesTable('ip t', 'ours');
    table.collection('set', 's', 'type ipv4_addr', ...elements(['10.0.0.1']));
    table.chain('c', 'accept');
    table.collection('map', 'm', ...elements([]));
    table.chain('c', 'drop');
    expect(table.print().join('\n')).toBe(`table ip t {
\tcomment "ours"
\tset s {
\t\ttype ipv4_addr
\t\telements = {
\t\t\t10.0.0.1,
\t\t}
\t}

\tchain c {
\t\taccept
\t\tdrop
\t}

\tmap m {
\t\telements = {
\t\t}
\t}

}`);
  });
});

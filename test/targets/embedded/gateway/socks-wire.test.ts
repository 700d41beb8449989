import fc from 'fast-check';
import { SocksClient } from 'socks';
import { parseDatagram, printDatagram, printReply } from '../../../../src/targets/embedded/gateway/socks-wire';

const address = fc.ipV4();
const port = fc.nat(65535);
const data = fc.uint8Array({ maxLength: 1400 }).map((bytes) => Buffer.from(bytes));

test('a datagram of another implementation is understood', () => {
  fc.assert(
    fc.property(fc.oneof(address, fc.domain()), port, data, (host, to, payload) => {
      const frame = SocksClient.createUDPFrame({ remoteHost: { host, port: to }, data: payload });
      expect(parseDatagram(frame)).toEqual({ host, port: to, data: payload });
    }),
  );
});

test('another implementation understands our datagrams', () => {
  fc.assert(
    fc.property(fc.oneof(address, fc.domain()), port, data, (host, from, payload) => {
      const { remoteHost, data: received } = SocksClient.parseUDPFrame(printDatagram({ host, port: from }, payload));
      expect({ ...remoteHost, data: received }).toEqual({ host, port: from, data: payload });
    }),
  );
});

test('an IPv6 address is read as one', () => {
  const frame = Buffer.concat([
    Buffer.of(0, 0, 0, 4),
    Buffer.from('fd00'.padEnd(30, '0') + '05', 'hex'),
    Buffer.of(0, 80),
  ]);
  expect(parseDatagram(frame)).toEqual({ host: 'fd00:0:0:0:0:0:0:5', port: 80, data: Buffer.alloc(0) });
});

test('fragments, cut datagrams and noise are not taken for datagrams', () => {
  const frame = SocksClient.createUDPFrame({ remoteHost: { host: '10.0.0.1', port: 80 }, data: Buffer.from('x') });
  expect(parseDatagram(Buffer.from(frame).fill(1, 2, 3))).toBeUndefined();
  for (let length = 0; length < 10; length++) expect(parseDatagram(frame.subarray(0, length))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      expect(() => parseDatagram(Buffer.from(noise))).not.toThrow();
    }),
  );
});

test('a reply has its code and the address that is bound', () => {
  expect([...printReply(0, { host: '127.0.0.1', port: 258 })]).toEqual([5, 0, 0, 1, 127, 0, 0, 1, 1, 2]);
  expect([...printReply(5)]).toEqual([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]);
});

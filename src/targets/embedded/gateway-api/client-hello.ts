/**
 * The server name in the ClientHello that begins a TLS connection (RFC 6066, section 3); undefined where there is none, or where the
 * bytes are not a ClientHello.
 */
export function serverNameIn(bytes: Buffer): string | undefined {
  if (bytes[0] !== HANDSHAKE || bytes[RECORD_HEADER] !== CLIENT_HELLO) return undefined;
  const reader = new Reader(bytes, RECORD_HEADER + HANDSHAKE_HEADER + VERSION_AND_RANDOM);
  reader.skip(reader.number(1)); // session
  reader.skip(reader.number(2)); // cipher suites
  reader.skip(reader.number(1)); // compression
  const end = reader.number(2) + reader.at;
  while (reader.at < Math.min(end, bytes.length)) {
    const isName = reader.number(2) === SERVER_NAME;
    const length = reader.number(2);
    if (!isName) {
      reader.skip(length);
      continue;
    }
    reader.skip(LIST_LENGTH_AND_TYPE);
    return reader.text(reader.number(2));
  }
  return undefined;
}

/** Reads numbers and texts one after the other; behind the end of the bytes everything is 0. */
class Reader {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
  ) {}

  number(size: 1 | 2): number {
    const [high, low] = [this.bytes[this.at] ?? 0, this.bytes[this.at + 1] ?? 0];
    this.skip(size);
    return size === 1 ? high : high * 256 + low;
  }

  text(length: number): string | undefined {
    const end = this.at + length;
    return end > this.bytes.length ? undefined : this.bytes.toString('latin1', this.at, end);
  }

  skip(count: number): void {
    this.at += count;
  }
}

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const RECORD_HEADER = 5;
const HANDSHAKE_HEADER = 4;
const VERSION_AND_RANDOM = 34;
const SERVER_NAME = 0;
const LIST_LENGTH_AND_TYPE = 3;

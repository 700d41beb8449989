import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate and its private key, in PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/**
 * A new certificate that vouches for itself (RFC 5280), valid for a year: for a process that only has to speak TLS. All that a
 * process makes have one key.
 *
 * @param names the hosts that it is for. Default: the common name alone.
 */
export function selfSigned(commonName: string, now = new Date(), names: readonly string[] = []): KeyPair {
  const { publicKey, privateKey, key } = (pair ??= newPair());
  const name = sequence(tlv(SET, sequence(tlv(OID, COMMON_NAME), tlv(UTF8_STRING, Buffer.from(commonName)))));
  const algorithm = sequence(tlv(OID, ECDSA_WITH_SHA256));
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  const body = sequence(
    tlv(VERSION, tlv(INTEGER, Buffer.of(2))),
    tlv(INTEGER, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(now), time(end)),
    name,
    publicKey,
    ...(names.length === 0 ? [] : [tlv(EXTENSIONS, sequence(alternativeNames(names)))]),
  );
  const signature = tlv(BIT_STRING, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]));
  const lines =
    sequence(body, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key,
  };
}

interface Pair {
  /** In DER. */
  readonly publicKey: Buffer;
  readonly privateKey: KeyObject;
  /** The private key in PEM. */
  readonly key: string;
}

let pair: Pair | undefined;

function newPair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    privateKey,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The extension subjectAltName. */
function alternativeNames(names: readonly string[]): Buffer {
  const list = sequence(...names.map((name) => tlv(DNS_NAME, Buffer.from(name))));
  return sequence(tlv(OID, SUBJECT_ALT_NAME), tlv(OCTET_STRING, list));
}

/** Tags of ASN.1 (X.690) that a certificate needs, and the object identifiers. */
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;
const DNS_NAME = 0x82;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const COMMON_NAME = Buffer.of(0x55, 0x04, 0x03);
const SUBJECT_ALT_NAME = Buffer.of(0x55, 0x1d, 0x11);
const ECDSA_WITH_SHA256 = Buffer.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(SEQUENCE, ...parts);
}

function time(date: Date): Buffer {
  return tlv(GENERALIZED_TIME, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z`));
}

function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(value), value]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.of(length);
  if (length < 0x100) return Buffer.of(0x81, length);
  const bytes = Buffer.of(0x82, 0, 0);
  bytes.writeUInt16BE(length, 1);
  return bytes;
}

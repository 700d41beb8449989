import { createHash } from 'node:crypto';

/** A password hashed as `htpasswd` does by default: a thousand rounds of MD5 (apr_md5_encode). */
export function apr1(password: string, givenSalt: string): string {
  const [text, salt] = [Buffer.from(password), Buffer.from(givenSalt.slice(0, 8))];
  const inner = md5(text, salt, text);
  const start = [text, Buffer.from('$apr1$'), salt, ...repeated(inner, text.length)];
  for (let length = text.length; length > 0; length >>= 1) {
    start.push((length & 1) === 1 ? Buffer.of(0) : text.subarray(0, 1));
  }
  let digest = md5(...start);
  for (let round = 0; round < ROUNDS; round++) {
    const isOdd = round % 2 === 1;
    digest = md5(
      isOdd ? text : digest,
      round % 3 === 0 ? Buffer.alloc(0) : salt,
      round % 7 === 0 ? Buffer.alloc(0) : text,
      isOdd ? digest : text,
    );
  }
  return `$apr1$${salt.toString()}$${printed(digest)}`;
}

const ROUNDS = 1_000;
const DIGITS = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function md5(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** So many bytes of a digest, which begins anew at its end. */
function repeated(digest: Buffer, length: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(length / 16) }, (_, index) =>
    digest.subarray(0, Math.min(16, length - index * 16)),
  );
}

/** Three bytes become four digits, the lowest six bits first. */
function printed(digest: Buffer): string {
  const at = (index: number) => digest[index] ?? 0;
  const groups = [0, 1, 2, 3, 4].map((first) => [at(first), at(first + 6), at(first === 4 ? 5 : first + 12)] as const);
  const text = groups.map(([high, middle, low]) => digits((high << 16) | (middle << 8) | low, 4)).join('');
  return text + digits(at(11), 2);
}

function digits(value: number, count: number): string {
  return Array.from({ length: count }, (_, index) => DIGITS[(value >> (6 * index)) & 63]).join('');
}

import type * as Crypto from 'node:crypto';

/** What reads certificates and keys, loaded by the first of them that is met: manifests hardly ever have one. */
export function certificates(): Pick<typeof Crypto, 'X509Certificate' | 'createPrivateKey'> {
  // oxlint-disable-next-line typescript/no-require-imports
  return require('node:crypto') as typeof Crypto;
}

import { ingress, other } from './examples';

/** A certificate and its key, in PEM. */
export interface Pair {
  readonly crt: string;
  readonly key: string;
}

/** Made for the examples of rules, and good for nothing else. */
export const CERTIFICATES = {
  /** For `*.example.org`, from 2024 to 2124. */
  wildcard: {
    crt: [
      '-----BEGIN CERTIFICATE-----',
      'MIIBKzCB0qADAgECAgEBMAoGCCqGSM49BAMCMAAwIBcNMjQwMTAxMDAwMDAwWhgP',
      'MjEyNDAxMDEwMDAwMDBaMAAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASNymbb',
      'cLCSHsgNi5wKzYewkQNO/5J85yFftIxo/VnDX1B1TR95r2FxEnafRTvLSuzO32SZ',
      'mSou3GGpmZFAdcj+ozswOTAYBgNVHREEETAPgg0qLmV4YW1wbGUub3JnMB0GA1Ud',
      'DgQWBBStvX5GQdDvNfL8LBu9mjZVY1f0JTAKBggqhkjOPQQDAgNIADBFAiEArZHv',
      'A2StkTW88wytrRjqtbJ5Femqmq3pxBGSu4chSjsCIFm6+yBsvHh93rlZTJZEL09Z',
      'Ygi4+hBxP80Fhk/dpWP4',
      '-----END CERTIFICATE-----',
    ].join('\n'),
    key: [
      '-----BEGIN PRIVATE KEY-----',
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJeDgUdek3Te18kO1',
      'LUmxcfoiEO5W+QhxKH7+p1KMF+uhRANCAASNymbbcLCSHsgNi5wKzYewkQNO/5J8',
      '5yFftIxo/VnDX1B1TR95r2FxEnafRTvLSuzO32SZmSou3GGpmZFAdcj+',
      '-----END PRIVATE KEY-----',
    ].join('\n'),
  },
  /** For `shop.example.org`, from 2018 to 2020. */
  expired: {
    crt: [
      '-----BEGIN CERTIFICATE-----',
      'MIIBLTCB06ADAgECAgECMAoGCCqGSM49BAMCMAAwHhcNMTgwMTAxMDAwMDAwWhcN',
      'MjAwMTAxMDAwMDAwWjAAMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEpvayEMco',
      'Bxuy9koE551hVxd7a6Wdr/Ie3PdE+o/siK6+loRf0onkUsQ8How/fkKYUWBphHMg',
      'gMvcK62Mn21f7KM+MDwwGwYDVR0RBBQwEoIQc2hvcC5leGFtcGxlLm9yZzAdBgNV',
      'HQ4EFgQUz1Y4ZKxGb/4yjq/kKqMt6YFrT6UwCgYIKoZIzj0EAwIDSQAwRgIhAJDA',
      '/IyY5a6JvIydoZH3NlWhdjwsExWTiXqYoDNXH0AVAiEAskWfKk/xcXeZ0mDNUbzj',
      's0FLse9yzujJUKjILy190qw=',
      '-----END CERTIFICATE-----',
    ].join('\n'),
    key: [
      '-----BEGIN PRIVATE KEY-----',
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglPnOJbR/NOtnFYXD',
      'MoPLGqOqRQVBkopAMlAqhAnTuz+hRANCAASm9rIQxygHG7L2SgTnnWFXF3trpZ2v',
      '8h7c90T6j+yIrr6WhF/SieRSxDwejD9+QphRYGmEcyCAy9wrrYyfbV/s',
      '-----END PRIVATE KEY-----',
    ].join('\n'),
  },
} as const satisfies Readonly<Record<string, Pair>>;

/** A Secret of type kubernetes.io/tls. */
export function tlsSecret({ crt, key }: Pair, name = 'shop-tls'): string {
  const block = (pem: string) => `|\n${pem.replace(/^/gm, '    ')}`;
  return other(
    'v1',
    'Secret',
    `name: ${name}`,
    `type: kubernetes.io/tls\nstringData:\n  tls.crt: ${block(crt)}\n  tls.key: ${block(key)}`,
  );
}

/** An Ingress for a host with TLS from Secret shop-tls. */
export function tlsIngress(host: string, secretName = 'shop-tls', name = 'web'): string {
  const backend = 'backend: { service: { name: web, port: { number: 80 } } }';
  return ingress(
    `ingressClassName: nginx\ntls: [{ hosts: [${host}], secretName: ${secretName} }]\nrules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, ${backend} }] } }]`,
    `name: ${name}`,
  );
}

import { formatIP, parseIP } from '../terms/ip';
import type { Service } from './objects';

/** Annotations by which a Service asks its provider for addresses, beside the field loadBalancerIP. */
const ASKING = [
  'metallb.io/loadBalancerIPs',
  'metallb.universe.tf/loadBalancerIPs',
  'kube-vip.io/loadbalancerIPs',
  'lbipam.cilium.io/ips',
  'io.cilium/lb-ipam-ips',
  'purelb.io/addresses',
];

/** Annotations whose values are keys: Services of one key may share an address. */
const SHARING = [
  'metallb.io/allow-shared-ip',
  'metallb.universe.tf/allow-shared-ip',
  'lbipam.cilium.io/sharing-key',
  'io.cilium/lb-ipam-sharing-key',
  'purelb.io/allow-shared-ip',
];

/** An address that a Service asks its load balancer for, and where. */
export interface AskedAddress {
  readonly address: string;
  /** The annotation; undefined for the field. */
  readonly annotation: string | undefined;
}

/** The addresses that a Service asks its load balancer for. */
export function askedAddresses({ metadata, spec }: Service): readonly AskedAddress[] {
  if (spec.type !== 'LoadBalancer') return [];
  const places = [
    [undefined, spec.loadBalancerIP] as const,
    ...ASKING.map((annotation) => [annotation, metadata.annotations?.[annotation]] as const),
  ];
  const found = places.flatMap(([annotation, value]) => addressesIn(value).map((address) => ({ address, annotation })));
  // The same in the field and in an annotation is asked for once.
  return found.filter(({ address }, index) => found.findIndex((one) => one.address === address) === index);
}

/** The key by which Services share an address; undefined if this one shares its own with nobody. */
export function sharingKey({ metadata }: Service): string | undefined {
  return SHARING.flatMap((annotation) => metadata.annotations?.[annotation] ?? []).find((key) => key !== '');
}

function addressesIn(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  return value.split(',').flatMap((text) => {
    const ip = parseIP(text.trim());
    return ip === undefined ? [] : [formatIP(ip)];
  });
}

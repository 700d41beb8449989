import type { Cidr } from '../../terms/cidr';
import { cidrContains, cidrsOf, formatCidr } from '../../terms/cidr';
import type { IP, IPFamily } from '../../terms/ip';
import { parseIP } from '../../terms/ip';
import { isObject } from '../../terms/json';
import { ownKindOf } from '../api-kinds';
import type { Manifest } from '../manifest';

/** The Service range of a cluster that nobody described. */
export const DEFAULT_SERVICE_RANGE = '10.96.0.0/16';

/**
 * `--service-cluster-ip-range` of a cluster that gives the Services of an input the addresses that they ask for: the
 * default range if it holds them, else one that a distribution is known for, else a network around them, which is wide
 * where they are far from each other. A range of IPv6 is there if a Service asks for that family.
 */
export function inferServiceRanges(manifests: Iterable<Manifest>): readonly string[] {
  const specs = [...manifests].filter((one) => ownKindOf(one) === 'Service').map(({ spec }) => spec);
  const wanted = specs.filter(isObject).map(({ clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy }) => ({
    ips: [clusterIP, ...listOf(clusterIPs)].flatMap(addressOf),
    both: ipFamilyPolicy === 'RequireDualStack' || listOf(ipFamilies).includes('IPv6'),
  }));
  const ips = wanted.flatMap((one) => one.ips);
  const of = (family: IPFamily) => ips.filter((ip) => ip.family === family);
  const six = of('IPv6');
  const isDual = six.length > 0 || wanted.some(({ both }) => both);
  return [rangeAround(of('IPv4'), KNOWN_IPV4, 16), ...(isDual ? [rangeAround(six, KNOWN_IPV6, 112)] : [])];
}

/** The ranges of kind, kubeadm, k3s and RKE2, AKS, EKS (two), OpenShift, kubespray, MicroK8s, DigitalOcean, GKE and kops. */
const KNOWN_IPV4 = cidrsOf(
  DEFAULT_SERVICE_RANGE,
  '10.96.0.0/12',
  '10.43.0.0/16',
  '10.0.0.0/16',
  '172.20.0.0/16',
  '10.100.0.0/16',
  '172.30.0.0/16',
  '10.233.0.0/18',
  '10.152.183.0/24',
  '10.245.0.0/16',
  '34.118.224.0/20',
  '100.64.0.0/13',
);
const KNOWN_IPV6 = cidrsOf('fd00:10:96::/112', '2001:cafe:43::/112', 'fd00:43::/112');

/** Networks that no Service has addresses of: this host, loopback, link-local, multicast and beyond. */
const NEVER = cidrsOf('0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', '::/127', 'fe80::/10', 'ff00::/8');

function rangeAround(ips: readonly IP[], known: readonly Cidr[], prefixLength: number): string {
  const [first] = ips;
  const [usual] = known;
  const found = known.find((cidr) => ips.every((ip) => cidrContains(cidr, ip)));
  if (first === undefined || found !== undefined) return formatCidr((found ?? usual) as Cidr);
  const width = first.family === 'IPv6' ? 128 : 32;
  let shift = BigInt(width - prefixLength);
  while (ips.some(({ bits }) => bits >> shift !== first.bits >> shift)) shift++;
  const network = (first.bits >> shift) << shift;
  return formatCidr({
    family: first.family,
    first: network,
    address: network,
    last: network,
    prefixLength: width - Number(shift),
  });
}

function addressOf(value: unknown): readonly IP[] {
  const ip = typeof value === 'string' ? parseIP(value) : undefined;
  return ip === undefined || NEVER.some((cidr) => cidrContains(cidr, ip)) ? [] : [ip];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

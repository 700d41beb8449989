import { DEFAULT_SERVICE_RANGE, inferServiceRanges } from '../model/allocation/inferred-ranges';
import { externalsOf } from '../model/external-objects';
import type { Manifest } from '../model/manifest';
import type { GatewayBundle, GatewayChannel } from '../model/schema/custom/gateway-definitions';
import { DEFAULT_GATEWAY_BUNDLE, GATEWAY_VERSIONS } from '../model/schema/custom/gateway-definitions';
import { parseCidr } from '../terms/cidr';
import { CLUSTER_DEFAULTS, withDefaults } from '../terms/cluster-defaults';
import { dnsLabelErrors } from '../terms/dns-name';
import { isObject } from '../terms/json';
import { minorOf, NEWEST_MINOR, OLDEST_MINOR } from '../terms/kubernetes-version';
import { OptionsError } from '../terms/options-error';

/** What `checkManifests` has to know of the cluster that objects are meant for; the defaults are kubeadm's and kind's. */
export interface ClusterOptions {
  /** Minor version of Kubernetes, `1.31` to `1.37`. Default: `1.34`. */
  readonly kubernetesVersion: string;
  /** Namespace of objects that name none. Default: `default`. */
  readonly namespace: string;
  /**
   * `--service-cluster-ip-range`: one CIDR for each IP family, the primary one first. Default: `['10.96.0.0/16']`, unless
   * the Services of the input ask for addresses that are not in it: then a range that holds them, and one of IPv6 if they
   * ask for that.
   */
  readonly serviceClusterIPRange: readonly string[];
  /** `--service-node-port-range`. Default: `30000-32767`. */
  readonly serviceNodePortRange: string;
  /**
   * Objects that exist although the input does not hold them, so that nobody misses them: `Kind/namespace/name`
   * (`Service/shop/payments`, `Secret/shop/tls`), `Kind/name` for cluster-scoped ones (`IngressClass/nginx`), and Pods
   * by their labels, `Pod/namespace?key=value,key=value`. Default: none.
   */
  readonly external: readonly string[];
  /**
   * What the cluster can do beyond Kubernetes itself: `loadbalancer` when something gives Services of type LoadBalancer
   * an address. Absent: not known. Default: absent.
   */
  readonly provides?: readonly ClusterFeature[];
  /**
   * The CRDs of Gateway API that the cluster has. Default: the standard channel of the newest version that is known,
   * unless the CRDs stand in the input; objects that need another channel or version are then no errors but warnings.
   */
  readonly gatewayApi: GatewayApiOptions;
  /**
   * Manifests with the CustomResourceDefinitions that the cluster has, beside those of the input: custom resources are judged
   * by their definitions. Default: none.
   */
  readonly crds: readonly Manifest[];
}

/** Which CRDs of Gateway API a cluster has. */
export interface GatewayApiOptions {
  /** Version of the bundle, `v1.4` to `v1.7` with or without a patch number. Default: `v1.7`. */
  readonly version?: string;
  /** Default: `standard`. */
  readonly channel?: GatewayChannel;
}

/** A feature that a cluster has only when something was installed for it. */
export type ClusterFeature = 'loadbalancer';

/** The options with their defaults, and which of them nobody gave, so that they may be otherwise. */
export interface Cluster extends ClusterOptions {
  readonly gatewayApi: GatewayBundle;
  readonly assumed: ReadonlySet<keyof ClusterOptions>;
}

export const DEFAULT_CLUSTER: ClusterOptions = Object.freeze({
  kubernetesVersion: '1.34',
  namespace: CLUSTER_DEFAULTS.namespace,
  serviceClusterIPRange: CLUSTER_DEFAULTS.serviceClusterIPRange,
  serviceNodePortRange: CLUSTER_DEFAULTS.serviceNodePortRange,
  external: Object.freeze([]),
  gatewayApi: DEFAULT_GATEWAY_BUNDLE,
  crds: Object.freeze([]),
});

/**
 * The options with their defaults.
 *
 * @param manifests what the Service range is inferred from if it is not given
 * @throws OptionsError for a value that no cluster can have
 */
export function resolveCluster(options: Partial<ClusterOptions> = {}, manifests: readonly Manifest[] = []): Cluster {
  const assumed = new Set(OPTIONS.filter((option) => options[option] === undefined));
  const inferred = assumed.has('serviceClusterIPRange') ? { serviceClusterIPRange: inferServiceRanges(manifests) } : {};
  const given = withDefaults({ ...DEFAULT_CLUSTER, ...inferred }, options);
  const cluster: Cluster = { ...given, gatewayApi: gatewayBundle(given.gatewayApi), assumed };
  checkVersion(cluster.kubernetesVersion);
  checkNamespace(cluster.namespace);
  checkClusterIPRange(cluster.serviceClusterIPRange);
  checkNodePortRange(cluster.serviceNodePortRange);
  checkExternal(cluster.external);
  checkProvides(cluster.provides);
  checkCrds(cluster.crds);
  return cluster;
}

const OPTIONS = Object.keys(DEFAULT_CLUSTER) as readonly (keyof ClusterOptions)[];

/** Whether the Service range follows from the addresses that the input asks for, as it is not the default one. */
export function isServiceRangeGuessed({ assumed, serviceClusterIPRange }: Cluster): boolean {
  return assumed.has('serviceClusterIPRange') && serviceClusterIPRange.join() !== DEFAULT_SERVICE_RANGE;
}

function checkVersion(version: unknown): void {
  const minor = typeof version === 'string' ? minorOf(version) : undefined;
  if (minor !== undefined && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR) return;
  const bound = `is not a version from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`;
  throw new OptionsError('kubernetesVersion', version, bound, 'give the minor version of the cluster, like "1.34"');
}

function checkNamespace(namespace: unknown): void {
  if (typeof namespace === 'string' && dnsLabelErrors(namespace).length === 0) return;
  const bound = 'is not the name of a namespace: at most 63 lower case letters, digits and inner hyphens';
  throw new OptionsError('namespace', namespace, bound, 'name the namespace of objects that name none, like "default"');
}

function checkClusterIPRange(ranges: unknown): void {
  const option = 'serviceClusterIPRange';
  const remedy =
    'give --service-cluster-ip-range as a list, like ["10.96.0.0/16"] or ["10.96.0.0/16", "fd00:10:96::/112"]';
  if (!Array.isArray(ranges) || ranges.length < 1 || ranges.length > 2) {
    throw new OptionsError(option, ranges, 'is not a list of one or two CIDRs', remedy);
  }
  const families = ranges.map((range: unknown, index) => {
    const cidr = typeof range === 'string' ? parseCidr(range) : undefined;
    if (cidr === undefined) throw new OptionsError(`${option}[${index}]`, range, 'is not a CIDR', remedy);
    if (cidr.address !== cidr.first) {
      throw new OptionsError(`${option}[${index}]`, range, 'has bits set beyond its prefix length', remedy);
    }
    return cidr.family;
  });
  if (families.length === 2 && families[0] === families[1]) {
    throw new OptionsError(
      option,
      ranges,
      `has two CIDRs of ${families[0] ?? 'one family'}, at most one is possible`,
      remedy,
    );
  }
}

function checkNodePortRange(range: unknown): void {
  const match = typeof range === 'string' ? /^(\d{1,5})-(\d{1,5})$/.exec(range) : null;
  const [first = 0, last = 0] = match === null ? [] : match.slice(1).map(Number);
  if (first >= 1 && first <= last && last <= 65535) return;
  const bound = 'is not a range of ports: two numbers from 1 to 65535, the lower one first';
  throw new OptionsError('serviceNodePortRange', range, bound, 'give --service-node-port-range, like "30000-32767"');
}

function checkExternal(external: unknown): void {
  if (!Array.isArray(external)) {
    throw new OptionsError('external', external, 'is not a list', 'list objects, like ["Service/shop/payments"]');
  }
  externalsOf({ external });
}

function checkProvides(provides: unknown): void {
  const known = Array.isArray(provides) && provides.every((feature) => feature === 'loadbalancer');
  if (provides === undefined || known) return;
  const bound = 'is not a list of features that a cluster can have: "loadbalancer"';
  throw new OptionsError('provides', provides, bound, 'list what was installed, or leave it out if it is not known');
}

function gatewayBundle(given: unknown): GatewayBundle {
  const { version, channel } = isObject(given) ? given : {};
  const options = { version: version ?? DEFAULT_GATEWAY_BUNDLE.version, channel: channel ?? 'standard' };
  const minor = typeof options.version === 'string' ? /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(options.version)?.[1] : undefined;
  const known = GATEWAY_VERSIONS.find((each) => each === `v${minor ?? ''}`);
  if (known === undefined) {
    const bound = `is not a version from ${GATEWAY_VERSIONS[0]} to ${DEFAULT_GATEWAY_BUNDLE.version}`;
    throw new OptionsError(
      'gatewayApi.version',
      options.version,
      bound,
      'give the version of the bundle, like "v1.7.0"',
    );
  }
  if (options.channel !== 'standard' && options.channel !== 'experimental') {
    const remedy = 'give "standard" or "experimental"';
    throw new OptionsError('gatewayApi.channel', options.channel, 'is not a channel of Gateway API', remedy);
  }
  return { version: known, channel: options.channel };
}

function checkCrds(crds: unknown): void {
  if (Array.isArray(crds) && crds.every(isObject)) return;
  const remedy = 'list CustomResourceDefinitions, as parseManifests reads them';
  throw new OptionsError('crds', crds, 'is not a list of manifests', remedy);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadAll } from 'js-yaml';
import { Cluster } from '../../../src/dataplane/cluster';
import { iptablesHash, nftablesName } from '../../../src/dataplane/listings/chain-names';
import { proxyRules } from '../../../src/dataplane/listings/proxy-rules';
import type { RuleListing } from '../../../src/dataplane/listings/rule-listing';
import type { ServicePortInfo } from '../../../src/dataplane/proxy/service-port';
import type { Manifest } from '../../../src/model/manifest';
import type { ServiceSpec } from '../../../src/model/objects';
import { servicePorts } from '../../../src/model/service';
import type { IPFamily } from '../../../src/terms/ip';
import { familyOf } from '../../../src/terms/ip';
import { isObject } from '../../../src/terms/json';
import type { CurrentProxyMode } from '../../../src/terms/proxy-mode';
import { readDualRecordings, readDualRules } from '../../fixtures/dual/recordings';
import type { Recordings, Topology } from '../../fixtures/reach/recordings';
import { readRecordings, RECORDED_NODES } from '../../fixtures/reach/recordings';

/** The node whose rules were recorded. */
export const NODE = 'worker';

/** Rules that were recorded on one sort of cluster. */
export interface RuleSet {
  readonly topologies: Recordings['topologies'];
  /** Recorded files by topology and name. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The recorded files of each mode, and the command that printed them. */
  readonly files: Readonly<Partial<Record<CurrentProxyMode, Readonly<Record<string, string>>>>>;
}

const SINGLE: RuleSet = {
  topologies: readRecordings().topologies,
  rules: JSON.parse(
    gunzipSync(readFileSync(join(__dirname, '../../fixtures/reach/rules.json.gz'))).toString('utf8'),
  ) as RuleSet['rules'],
  files: {
    iptables: { 'iptables-nat.txt': 'iptables-save -t nat', 'iptables-filter.txt': 'iptables-save -t filter' },
    nftables: { 'nftables-kube-proxy.txt': 'nft list table ip kube-proxy' },
    ipvs: {
      'ipvs-ipvsadm.txt': 'ipvsadm -Sn',
      'ipvs-ipset.txt': 'ipset save',
      'ipvs-nat.txt': 'iptables-save -t nat',
      'ipvs-filter.txt': 'iptables-save -t filter',
    },
  },
};

const DUAL: RuleSet = {
  topologies: readDualRecordings().topologies,
  rules: readDualRules(),
  files: {
    iptables: {
      'iptables-nat.txt': 'iptables-save -t nat',
      'iptables-filter.txt': 'iptables-save -t filter',
      'ip6tables-nat.txt': 'ip6tables-save -t nat',
      'ip6tables-filter.txt': 'ip6tables-save -t filter',
    },
    nftables: {
      'nftables-ip-kube-proxy.txt': 'nft list table ip kube-proxy',
      'nftables-ip6-kube-proxy.txt': 'nft list table ip6 kube-proxy',
    },
  },
};

/** A topology whose rules were recorded, in one mode. */
export interface RecordedCase {
  readonly set: RuleSet;
  readonly mode: CurrentProxyMode;
  readonly topology: string;
}

export const CASES: readonly RecordedCase[] = [SINGLE, DUAL].flatMap((set) =>
  (Object.keys(set.files) as CurrentProxyMode[]).flatMap((mode) =>
    Object.keys(set.rules).map((topology) => ({ set, mode, topology })),
  ),
);

/** The recorded cluster with a topology deployed: its Pods have the addresses that they had when rules were recorded. */
export function recordedCluster(recorded: RecordedCase): Cluster {
  const { set, mode, topology } = recorded;
  const { manifests, later, delete: stopping = [], ipFamily = 'ipv4' } = set.topologies[topology] as Topology;
  const addresses = recordedAddresses(recorded);
  const nodes = ipFamily === 'ipv4' ? nodesBy(addresses, set) : RECORDED_NODES;
  const cluster = new Cluster({ proxyMode: mode, ipFamily, nodes, externalHosts: ['external.example.com'] });
  for (const text of [manifests, later ?? '']) {
    cluster.apply(
      (loadAll(text) as Manifest[])
        .filter(isObject)
        .map((manifest) => withPorts(withAddresses(manifest, addresses), set.rules[topology] ?? {})),
    );
  }
  for (const pod of stopping) cluster.terminate(pod);
  return cluster;
}

/** What a node's tools print, with placeholders: nftables has dots for the colons of addresses in names. */
export function abbreviated(cluster: Cluster, lines: readonly string[]): readonly string[] {
  const six = [...cluster.pods].flatMap(([key, { ips }]) =>
    ips
      .filter((ip) => ip.includes(':'))
      .map((ip) => [`__${ip.replaceAll(':', '.')}/`, `__\${podIP6:${key}}/`] as const),
  );
  return lines.map((line) =>
    six.reduce((text, [found, name]) => text.replaceAll(found, name), cluster.abbreviate(line)),
  );
}

/** What the recorded node's kube-proxy programs for Services; default: for all of the cluster but the system's. */
export function programmed(cluster: Cluster, mode: CurrentProxyMode, topology: string): readonly RuleListing[] {
  const node = cluster.nodes.get(NODE);
  if (node === undefined) throw new Error(`no node ${NODE}`);
  const services = [...cluster.services].filter(([key]) => key.startsWith(topology)).map(([, service]) => service);
  return proxyRules(cluster.dataplane, mode, node, services);
}

/**
 * Placeholders hide the addresses of Pods, but the names of chains are hashes of them: of those that they can have had,
 * one gives the recorded names. None does if names are made in another way.
 */
function recordedAddresses({ set, mode, topology }: RecordedCase): ReadonlyMap<string, readonly string[]> {
  const addresses = new Map<string, readonly string[]>();
  for (const { pod, family, target, port, name } of endpointChains(set.rules[topology] ?? {}, mode)) {
    const known = addresses.get(pod) ?? [];
    if (known.some((address) => familyOf(address) === family)) continue;
    const make = mode === 'iptables' ? iptablesHash : nftablesName;
    const found = POD_ADDRESSES[family].find((address) =>
      make(port, { address, port: target, ready: true, serving: true, terminating: false }).startsWith(name),
    );
    if (found === undefined) throw new Error(`no Pod address gives the name ${name} (${pod})`);
    addresses.set(pod, [...known, found]);
  }
  return addresses;
}

const HOSTS = [0, 1, 2].flatMap((node) => Array.from({ length: 254 }, (_, index) => [node, index + 1] as const));

const POD_ADDRESSES = {
  IPv4: HOSTS.map(([node, host]) => `10.244.${node}.${host}`),
  IPv6: HOSTS.map(([node, host]) => `fd00:10:244:${node === 0 ? '' : node}::${host.toString(16)}`.replace(':::', '::')),
};

interface EndpointChain {
  readonly pod: string;
  readonly family: IPFamily;
  readonly target: number;
  readonly port: ServicePortInfo;
  readonly name: string;
}

function endpointChains(files: Readonly<Record<string, string>>, mode: CurrentProxyMode): readonly EndpointChain[] {
  if (mode === 'ipvs') return [];
  const iptables =
    /KUBE-SEP-(?<name>\w+) -p (?<protocol>\w+) .*--comment "(?<service>[^":]+):?(?<portName>[^"]*)".*--to-destination \[?\$\{podIP(?<six>6?):(?<pod>[^}]+)\}\]?:(?<target>\d+)/g;
  const nftables =
    /chain endpoint-(?<name>\w{8})-(?<service>[^/]+\/[^/]+)\/(?<protocol>\w+)\/(?<portName>.*)__\$\{podIP(?<six>6?):(?<pod>[^}]+)\}\/(?<target>\d+)/g;
  const own = Object.entries(files).filter(([file]) => file.includes(mode === 'iptables' ? 'tables-nat' : 'nftables'));
  const text = own.map(([, content]) => content).join('\n');
  return [...text.matchAll(mode === 'iptables' ? iptables : nftables)].map(({ groups = {} }) => {
    const { name = '', protocol = '', service = '', portName = '', six = '', pod = '', target = '' } = groups;
    const port = { service, portName, protocol: protocol.toUpperCase() } as ServicePortInfo;
    return { pod, family: six === '' ? 'IPv4' : 'IPv6', target: Number(target), port, name };
  });
}

/** Nodes in the order of their Pod ranges, which differed from run to run. */
function nodesBy(addresses: ReadonlyMap<string, readonly string[]>, set: RuleSet): typeof RECORDED_NODES {
  const [onWorker] = [...addresses].filter(([pod]) => nodeOf(pod, set) === NODE).map(([, [address]]) => address);
  const workers = RECORDED_NODES.slice(1);
  return [...RECORDED_NODES.slice(0, 1), ...(onWorker?.startsWith('10.244.2.') === true ? workers.reverse() : workers)];
}

function nodeOf(pod: string, { topologies }: RuleSet): string | undefined {
  const all = Object.values(topologies).flatMap(({ manifests }) => loadAll(manifests) as Manifest[]);
  const found = all.find((manifest) => isObject(manifest) && manifest.kind === 'Pod' && keyOf(manifest) === pod);
  return isObject(found?.spec) ? String(found.spec.nodeName) : undefined;
}

function withAddresses(manifest: Manifest, addresses: ReadonlyMap<string, readonly string[]>): Manifest {
  const ips = manifest.kind === 'Pod' ? addresses.get(keyOf(manifest)) : undefined;
  return ips === undefined ? manifest : { ...manifest, status: { podIP: ips[0], podIPs: ips.map((ip) => ({ ip })) } };
}

/** A Service with the node ports that it was given by chance. */
function withPorts(manifest: Manifest, files: Readonly<Record<string, string>>): Manifest {
  const { kind, spec } = manifest as { readonly kind: string; readonly spec: ServiceSpec };
  if (kind !== 'Service' || spec.type !== 'LoadBalancer') return manifest;
  const text = Object.values(files).join('\n');
  const key = keyOf(manifest);
  const portAt = (comment: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('-A KUBE-NODEPORTS -p ') && line.includes(`"${comment}"`))
      .flatMap((line) => / --dport (\d+) /.exec(line)?.[1] ?? [])
      .map(Number)[0];
  const ports = servicePorts(spec).map((port) => {
    const nodePort = portAt(port.name === undefined ? key : `${key}:${port.name}`);
    return nodePort === undefined ? port : { ...port, nodePort };
  });
  const healthCheckNodePort = portAt(`${key} health check node port`);
  return {
    ...manifest,
    spec: { ...spec, ports, ...(healthCheckNodePort === undefined ? {} : { healthCheckNodePort }) },
  };
}

function keyOf({ metadata }: Manifest): string {
  const { namespace, name } = metadata as { namespace: string; name: string };
  return `${namespace}/${name}`;
}

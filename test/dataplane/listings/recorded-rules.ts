import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadAll } from 'js-yaml';
import { Cluster } from '../../../src/dataplane/cluster';
import { iptablesHash, nftablesName } from '../../../src/dataplane/listings/chain-names';
import type { CurrentProxyMode } from '../../../src/terms/proxy-mode';
import { proxyRules } from '../../../src/dataplane/listings/proxy-rules';
import type { RuleListing } from '../../../src/dataplane/listings/rule-listing';
import type { ServicePortInfo } from '../../../src/dataplane/proxy/service-port';
import type { Manifest } from '../../../src/model/manifest';
import { isObject } from '../../../src/terms/json';
import type { Topology } from '../../fixtures/reach/recordings';
import { readRecordings, RECORDED_NODES } from '../../fixtures/reach/recordings';

/** The node whose rules were recorded. */
export const NODE = 'worker';

/** Recorded rules by topology and file. */
export const RECORDED = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, '../../fixtures/reach/rules.json.gz'))).toString('utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The recorded files of each mode, and the command that printed them. */
export const FILES: Readonly<Record<CurrentProxyMode, Readonly<Record<string, string>>>> = {
  iptables: { 'iptables-nat.txt': 'iptables-save -t nat', 'iptables-filter.txt': 'iptables-save -t filter' },
  nftables: { 'nftables-kube-proxy.txt': 'nft list table ip kube-proxy' },
  ipvs: {
    'ipvs-ipvsadm.txt': 'ipvsadm -Sn',
    'ipvs-ipset.txt': 'ipset save',
    'ipvs-nat.txt': 'iptables-save -t nat',
    'ipvs-filter.txt': 'iptables-save -t filter',
  },
};

const { topologies } = readRecordings();

/** The recorded cluster with a topology deployed: its Pods have the addresses that they had when rules were recorded. */
export function recordedCluster(topology: string, mode: CurrentProxyMode): Cluster {
  const { manifests, later, delete: stopping = [] } = topologies[topology] as Topology;
  const addresses = recordedAddresses(topology, mode);
  const cluster = new Cluster({ proxyMode: mode, nodes: nodesBy(addresses), externalHosts: ['external.example.com'] });
  for (const text of [manifests, later ?? '']) {
    cluster.apply((loadAll(text) as Manifest[]).filter(isObject).map((manifest) => withAddress(manifest, addresses)));
  }
  for (const pod of stopping) cluster.terminate(pod);
  return cluster;
}

/** What the recorded node's kube-proxy programs for Services; default: for all of the cluster but the system's. */
export function programmed(cluster: Cluster, mode: CurrentProxyMode, topology: string): readonly RuleListing[] {
  const node = cluster.nodes.get(NODE);
  if (node === undefined) throw new Error(`no node ${NODE}`);
  const services = [...cluster.services].filter(([key]) => key.startsWith(topology)).map(([, service]) => service);
  return proxyRules(cluster.dataplane, mode, node, services);
}

/**
 * Placeholders hide the addresses of Pods, but the names of chains are hashes of them: of the 762 addresses that they
 * can have had, one gives the recorded names. None does if names are made in another way.
 */
function recordedAddresses(topology: string, mode: CurrentProxyMode): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const { pod, target, port, name } of endpointChains(RECORDED[topology] ?? {}, mode)) {
    if (addresses.has(pod)) continue;
    const make = mode === 'iptables' ? iptablesHash : nftablesName;
    const found = POD_ADDRESSES.find((address) =>
      make(port, { address, port: target, ready: true, serving: true, terminating: false }).startsWith(name),
    );
    if (found === undefined) throw new Error(`no Pod address gives the name ${name} (${pod})`);
    addresses.set(pod, found);
  }
  return addresses;
}

const POD_ADDRESSES = [0, 1, 2].flatMap((node) =>
  Array.from({ length: 254 }, (_, index) => `10.244.${node}.${index + 1}`),
);

interface EndpointChain {
  readonly pod: string;
  readonly target: number;
  readonly port: ServicePortInfo;
  readonly name: string;
}

function endpointChains(files: Readonly<Record<string, string>>, mode: CurrentProxyMode): readonly EndpointChain[] {
  if (mode === 'ipvs') return [];
  const iptables =
    /KUBE-SEP-(?<name>\w+) -p (?<protocol>\w+) .*--comment "(?<service>[^":]+):?(?<portName>[^"]*)".*--to-destination \$\{podIP:(?<pod>[^}]+)\}:(?<target>\d+)/g;
  const nftables =
    /chain endpoint-(?<name>\w{8})-(?<service>[^/]+\/[^/]+)\/(?<protocol>\w+)\/(?<portName>.*)__\$\{podIP:(?<pod>[^}]+)\}\/(?<target>\d+)/g;
  const text = files[mode === 'iptables' ? 'iptables-nat.txt' : 'nftables-kube-proxy.txt'] ?? '';
  return [...text.matchAll(mode === 'iptables' ? iptables : nftables)].map(({ groups = {} }) => {
    const { name = '', protocol = '', service = '', portName = '', pod = '', target = '' } = groups;
    const port = { service, portName, protocol: protocol.toUpperCase() } as ServicePortInfo;
    return { pod, target: Number(target), port, name };
  });
}

/** Nodes in the order of their Pod ranges, which differed from run to run. */
function nodesBy(addresses: ReadonlyMap<string, string>): typeof RECORDED_NODES {
  const [onWorker] = [...addresses].filter(([pod]) => nodeOf(pod) === NODE).map(([, address]) => address);
  const workers = RECORDED_NODES.slice(1);
  return [...RECORDED_NODES.slice(0, 1), ...(onWorker?.startsWith('10.244.2.') === true ? workers.reverse() : workers)];
}

function nodeOf(pod: string): string | undefined {
  const all = Object.values(topologies).flatMap(({ manifests }) => loadAll(manifests) as Manifest[]);
  const found = all.find((manifest) => isObject(manifest) && manifest.kind === 'Pod' && keyOf(manifest) === pod);
  return isObject(found?.spec) ? String(found.spec.nodeName) : undefined;
}

function withAddress(manifest: Manifest, addresses: ReadonlyMap<string, string>): Manifest {
  const podIP = manifest.kind === 'Pod' ? addresses.get(keyOf(manifest)) : undefined;
  return podIP === undefined ? manifest : { ...manifest, status: { podIP } };
}

function keyOf({ metadata }: Manifest): string {
  const { namespace, name } = metadata as { namespace: string; name: string };
  return `${namespace}/${name}`;
}

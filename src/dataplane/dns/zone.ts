import type { IPFamily, Service } from '../../model/objects';
import { clusterIPsOf, isHeadless, servicePorts } from '../../model/service';
import { formatIP, parseIP } from '../../terms/ip';
import { keyOf } from '../../terms/object-ref';
import { fromReverseName } from '../../terms/reverse-name';
import type { EndpointSlices } from '../endpoints/endpoint-slices';
import type { ServiceEndpoint } from '../endpoints/service-endpoint';
import type { DnsAnswer, DnsQuestion, DnsRecord } from './answer';
import { serviceDomain } from './service-domain';

/** What a name stands for: addresses or another name, each with a port. */
interface Entry {
  /** An IP address, or the name that a CNAME leads to. */
  readonly host: string;
  /** 0 without port; -1 for what has no SRV record: ExternalName, and the endpoints of a Service without ports. */
  readonly port: number;
  /** The name that stands in SRV records: without trailing dot. */
  readonly target: string;
}

/** What the zone is made from. */
export interface ZoneSource {
  readonly clusterDomain: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly slices: EndpointSlices;
  /** Keys of Services that slices are for, whether or not they exist. */
  readonly servicesWithSlices: Iterable<string>;
  readonly namespaces: ReadonlySet<string>;
  /** Answers for names outside the zone. */
  readonly upstream: (question: DnsQuestion) => DnsAnswer;
}

const NXDOMAIN: DnsAnswer = { rcode: 'NXDOMAIN', records: [] };
const DNS_SCHEMA_VERSION = '1.1.0';
const MAX_CNAMES = 8;
/** Labels of the Service that the zone's own name server is. */
const NAME_SERVER = ['kube-dns', 'kube-system', 'svc'];

/**
 * The cluster's DNS zone as CoreDNS (plugin `kubernetes`, `pods insecure`) answers for it, which is the Kubernetes DNS
 * specification (https://github.com/kubernetes/dns/blob/master/docs/specification.md) and some more: SRV for a bare
 * Service name, A for port names, PTR for every ready endpoint.
 */
export class Zone {
  private reverse: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(private readonly source: ZoneSource) {}

  /** The answer to an absolute question. Case does not count, and is kept in the answer. */
  answer(question: DnsQuestion): DnsAnswer {
    return this.answerWithin(question, 0);
  }

  private answerWithin({ name, type }: DnsQuestion, cnames: number): DnsAnswer {
    const { clusterDomain, upstream } = this.source;
    const asked = name.endsWith('.') ? name : `${name}.`;
    const plain = asked.slice(0, -1).toLowerCase();
    const address = fromReverseName(plain);
    if (address !== undefined) return this.pointers(asked, address, type);
    if (plain === clusterDomain) return { rcode: 'NOERROR', records: [] };
    if (!plain.endsWith(`.${clusterDomain}`)) return upstream({ name: asked, type });
    const labels = plain.slice(0, -clusterDomain.length - 1).split('.');
    if (labels.length === 1 && labels[0] === 'dns-version' && type === 'TXT') {
      return { rcode: 'NOERROR', records: [{ name: asked, type, data: `"${DNS_SCHEMA_VERSION}"` }] };
    }
    const isNameServer = plain === `ns.dns.${clusterDomain}` && (type === 'A' || type === 'AAAA');
    const entries = this.entriesOf(isNameServer ? NAME_SERVER : labels);
    if (entries === undefined) return NXDOMAIN;
    return { rcode: 'NOERROR', records: this.recordsOf(asked, type, entries, cnames) };
  }

  /** What a name in the zone stands for; undefined: it does not exist; empty: it does, without records. */
  private entriesOf(labels: readonly string[]): readonly Entry[] | undefined {
    const kind = labels.at(-1);
    if (kind !== 'svc' && kind !== 'pod') return undefined;
    const namespace = labels.at(-2);
    if (namespace === undefined) return [];
    if (!this.source.namespaces.has(namespace)) return undefined;
    const name = labels.at(-3);
    if (name === undefined) return [];
    if (kind === 'pod') return podEntries(name, `${namespace}.pod.${this.source.clusterDomain}`);
    const rest = labels.slice(0, -3);
    if (rest.length > 2) return undefined;
    const service = this.source.services.get(`${namespace}/${name}`);
    if (service === undefined) return undefined;
    const [first, second] = rest;
    const entries =
      second === undefined
        ? this.serviceEntries(service, { ...(first === undefined ? {} : { endpoint: first }) })
        : this.serviceEntries(service, { port: bare(first ?? ''), protocol: bare(second) });
    return entries.length === 0 ? undefined : entries;
  }

  private serviceEntries(
    { metadata, spec }: Service,
    wanted: { readonly endpoint?: string; readonly port?: string; readonly protocol?: string },
  ): readonly Entry[] {
    const key = keyOf(metadata.namespace, metadata.name ?? '');
    const base = serviceDomain(key, this.source.clusterDomain);
    if (spec.type === 'ExternalName') {
      const host = spec.externalName ?? '';
      if (wanted.endpoint !== undefined || wanted.port !== undefined || parseIP(host) !== undefined) return [];
      return [{ host: host.replace(/\.$/, ''), port: -1, target: base }];
    }
    const fits = ({ name = '', protocol = 'TCP' }: { readonly name?: string; readonly protocol?: string }) =>
      matches(wanted.port, name) && matches(wanted.protocol, protocol);
    if (!isHeadless(spec) && wanted.endpoint === undefined) {
      const addresses = clusterIPsOf(spec);
      return servicePorts(spec)
        .filter(fits)
        .flatMap(({ port }) => addresses.map((host) => ({ host, port, target: base })));
    }
    return this.source.slices.of(key).flatMap(({ ports, endpoints }) => {
      const portless = ports.length === 0 ? [{ name: '', protocol: '', port: -1 }] : ports;
      const fitting = portless.filter(fits);
      return endpointNames(endpoints).flatMap(({ label, address }) => {
        if (wanted.endpoint !== undefined && wanted.endpoint !== label.toLowerCase()) return [];
        return fitting.map(({ port }) => ({ host: address, port, target: `${label}.${base}` }));
      });
    });
  }

  private recordsOf(asked: string, type: string, entries: readonly Entry[], cnames: number): readonly DnsRecord[] {
    switch (type) {
      case 'A':
        return this.addresses(asked, type, 'IPv4', entries, cnames);
      case 'AAAA':
        return this.addresses(asked, type, 'IPv6', entries, cnames);
      case 'SRV':
        return serviceRecords(asked, entries);
      case 'CNAME': {
        const [first] = entries;
        const isName = first !== undefined && parseIP(first.host) === undefined;
        return isName ? [{ name: asked, type, data: `${first.host}.` }] : [];
      }
      default:
        return [];
    }
  }

  private addresses(
    asked: string,
    type: string,
    family: IPFamily,
    entries: readonly Entry[],
    cnames: number,
  ): readonly DnsRecord[] {
    const found = new Map<string, DnsRecord>();
    for (const { host } of entries) {
      const ip = parseIP(host);
      if (ip === undefined) return this.alias(asked, host, type, cnames);
      if (ip.family === family) found.set(host, { name: asked, type, data: host });
    }
    return [...found.values()];
  }

  /** A CNAME inside the zone comes only with what it leads to; one that leads out of it always comes. */
  private alias(asked: string, host: string, type: string, cnames: number): readonly DnsRecord[] {
    const isLoop = `${host.toLowerCase()}.` === asked.toLowerCase();
    if (isLoop || cnames >= MAX_CNAMES) return [];
    const { records } = this.answerWithin({ name: `${host}.`, type }, cnames + 1);
    const inside = host.toLowerCase().endsWith(`.${this.source.clusterDomain}`);
    return inside && records.length === 0 ? [] : [{ name: asked, type: 'CNAME', data: `${host}.` }, ...records];
  }

  private pointers(asked: string, address: string, type: string): DnsAnswer {
    this.reverse ??= reverseOf(this.source);
    const names = this.reverse.get(address);
    if (names === undefined) return NXDOMAIN;
    return { rcode: 'NOERROR', records: type === 'PTR' ? names.map((data) => ({ name: asked, type, data })) : [] };
  }
}

/** Weights share out 100 among all entries of the name, rounded down and at least 1. */
function serviceRecords(asked: string, entries: readonly Entry[]): readonly DnsRecord[] {
  const weight = Math.max(1, Math.floor((100 / (100 * entries.length)) * 100));
  const records = new Map<string, DnsRecord>();
  for (const { host, port, target } of entries) {
    if (port === -1) continue;
    const name = parseIP(host) === undefined ? host : target;
    const data = `0 ${weight} ${port} ${name}.`;
    records.set(data, { name: asked, type: 'SRV', data });
  }
  return [...records.values()];
}

/** `10-244-1-5.shop.pod.cluster.local`: whatever address the name spells. */
function podEntries(label: string, base: string): readonly Entry[] | undefined {
  const dashes = label.split('-').length - 1;
  const ip = parseIP(dashes === 3 && !label.includes('--') ? label.replaceAll('-', '.') : label.replaceAll('-', ':'));
  return ip === undefined ? undefined : [{ host: formatIP(ip), port: 0, target: `${label}.${base}` }];
}

/** Names of addresses: a cluster IP has that of its Service; an endpoint one under every Service that has it ready. */
function reverseOf({
  services,
  slices,
  servicesWithSlices,
  clusterDomain,
}: ZoneSource): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  const add = (address: string, name: string) => {
    const known = names.get(address);
    if (known === undefined) names.set(address, new Set([name]));
    else known.add(name);
  };
  const clusterIPs = new Map<string, string>();
  for (const [key, { spec }] of services) {
    const base = `${serviceDomain(key, clusterDomain)}.`;
    for (const clusterIP of clusterIPsOf(spec)) clusterIPs.set(clusterIP, base);
  }
  // CoreDNS looks at slices alone here: the Service need not exist.
  for (const key of new Set([...services.keys(), ...servicesWithSlices])) {
    for (const { endpoints } of slices.of(key)) {
      for (const { label, address } of endpointNames(endpoints)) {
        add(address, `${label}.${serviceDomain(key, clusterDomain)}.`);
      }
    }
  }
  const result = new Map([...names].map(([address, set]) => [address, [...set]]));
  for (const [clusterIP, base] of clusterIPs) result.set(clusterIP, [base]);
  return result;
}

/** The ready addresses and their labels under the Service's name: the endpoint's hostname, or the address with dashes. */
function endpointNames(endpoints: readonly ServiceEndpoint[]): readonly { label: string; address: string }[] {
  return endpoints
    .filter(({ ready }) => ready)
    .flatMap(({ addresses, hostname }) =>
      addresses.map((address) => ({ address, label: hostname ?? address.replace(/[.:]/g, '-') })),
    );
}

function matches(wanted: string | undefined, actual: string): boolean {
  return wanted === undefined || wanted === '' || wanted === actual.toLowerCase();
}

/** `_http` -> `http`; CoreDNS takes both. */
function bare(label: string): string {
  return label.startsWith('_') ? label.slice(1) : label;
}

import type { Dependence } from '../../probes/observation';

/** One question to a DNS server; the name is absolute, with or without its trailing dot. */
export interface DnsQuestion {
  readonly name: string;
  /** `A`, `AAAA`, `CNAME`, `SRV`, `PTR`, `TXT`; other types have no records. */
  readonly type: string;
}

/** A record, with its data as `dig` prints it: names end with a dot, SRV is `priority weight port target`. */
export interface DnsRecord {
  readonly name: string;
  readonly type: string;
  readonly data: string;
}

/** What a DNS server answers. */
export interface DnsAnswer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN';
  readonly records: readonly DnsRecord[];
}

/** Where a client sends its DNS questions, and how it completes names (its resolv.conf). */
export interface ResolverConfig {
  /**
   * Who answers at the nameservers: the `cluster`'s DNS server, the resolver of the `host` (which knows nothing of
   * the cluster), or `nobody`.
   */
  readonly server: 'cluster' | 'host' | 'nobody';
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  /** Names with fewer dots go through the search list first. */
  readonly ndots: number;
  /** Why nobody answers, though there is a DNS server at a nameserver: NetworkPolicies deny it. */
  readonly denied?: string;
  /** Who may decide that nobody answers. */
  readonly depends?: Dependence;
}

import type { IPFamily } from '../../terms/ip';

/** What the tools of a node write differently for each IP family. */
export interface FamilySyntax {
  readonly iptables: string;
  /** Prefix length of a single address. */
  readonly host: string;
  /** What `--reject-with` names. */
  readonly reject: string;
  /** A mask of all bits, as the match `recent` has it. */
  readonly mask: string;
  /** The family of an nftables table, and what its addresses are matched with. */
  readonly nftables: string;
  readonly nftablesType: string;
  readonly ipset: string;
}

export const SYNTAX: Readonly<Record<IPFamily, FamilySyntax>> = {
  IPv4: {
    iptables: 'iptables',
    host: '32',
    reject: 'icmp-port-unreachable',
    mask: '255.255.255.255',
    nftables: 'ip',
    nftablesType: 'ipv4_addr',
    ipset: 'inet',
  },
  IPv6: {
    iptables: 'ip6tables',
    host: '128',
    reject: 'icmp6-port-unreachable',
    mask: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    nftables: 'ip6',
    nftablesType: 'ipv6_addr',
    ipset: 'inet6',
  },
};

import { SYNTAX } from './family-syntax';
import type { Ipsets, SetName } from './ipset';
import { comment, IptablesTable } from './iptables-table';
import type { RuleSettings } from './rule-listing';

/** `iptables-save -t nat` in mode ipvs: rules for whole sets of addresses, for those sets that hold something. */
export function ipvsNat(sets: Ipsets, { family, podCIDR }: RuleSettings): IptablesTable {
  const table = new IptablesTable('nat', ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'], NAT_CHAINS);
  table.add('PREROUTING', PORTALS);
  table.add('OUTPUT', PORTALS);
  table.add('POSTROUTING', `${comment('kubernetes postrouting rules')} -j KUBE-POSTROUTING`);
  table.add('KUBE-MARK-MASQ', '-j MARK --set-xmark 0x4000/0x4000');
  table.add('KUBE-SERVICES', `-s ${LOOPBACK[family]} -j RETURN`);
  addSetRules(table, NAT_SETS, sets);
  const services = (rule: string) => table.add('KUBE-SERVICES', rule);
  if (sets.has('KUBE-CLUSTER-IP')) {
    const text = comment('Kubernetes service cluster ip + port for masquerade purpose');
    services(`! -s ${podCIDR} ${text} ${match(sets, 'KUBE-CLUSTER-IP', 'dst,dst')} -j KUBE-MARK-MASQ`);
  }
  if (sets.has('KUBE-EXTERNAL-IP')) {
    const external = `${comment('Kubernetes service external ip + port for masquerade and filter purpose')} ${match(sets, 'KUBE-EXTERNAL-IP', 'dst,dst')}`;
    services(`${external} -j KUBE-MARK-MASQ`);
    fromElsewhere(external).forEach(services);
  }
  if (sets.has('KUBE-EXTERNAL-IP-LOCAL')) {
    const text = comment('Kubernetes service external ip + port with externalTrafficPolicy=local');
    fromElsewhere(`${text} ${match(sets, 'KUBE-EXTERNAL-IP-LOCAL', 'dst,dst')}`).forEach(services);
  }
  services('-m addrtype --dst-type LOCAL -j KUBE-NODE-PORT');
  for (const set of ['KUBE-CLUSTER-IP', 'KUBE-LOAD-BALANCER'] as const) {
    if (sets.has(set)) services(`${match(sets, set, 'dst,dst')} -j ACCEPT`);
  }
  table.add('KUBE-LOAD-BALANCER', '-j KUBE-MARK-MASQ');
  table.add(
    'KUBE-POSTROUTING',
    '-m mark ! --mark 0x4000/0x4000 -j RETURN',
    '-j MARK --set-xmark 0x4000/0x0',
    `${comment('kubernetes service traffic requiring SNAT')} -j MASQUERADE --random-fully`,
  );
  return table;
}

/** `iptables-save -t filter` in mode ipvs. */
export function ipvsFilter(sets: Ipsets, { family }: RuleSettings, outFilter: readonly string[]): IptablesTable {
  const table = new IptablesTable('filter', ['INPUT', 'FORWARD', 'OUTPUT'], FILTER_CHAINS);
  const firewall = `${comment('kube-proxy firewall rules')} -j KUBE-PROXY-FIREWALL`;
  const access = comment('kubernetes ipvs access filter');
  const healthChecks = `${comment('kubernetes health check rules')} -j KUBE-NODE-PORT`;
  table.add('INPUT', `${access} -j KUBE-IPVS-FILTER`, firewall, healthChecks);
  table.add('FORWARD', firewall, `${comment('kubernetes forwarding rules')} -j KUBE-FORWARD`);
  table.add('OUTPUT', `${access} -j KUBE-IPVS-OUT-FILTER`);
  table.add(
    'KUBE-FORWARD',
    `${comment('kubernetes forwarding rules')} -m mark --mark 0x4000/0x4000 -j ACCEPT`,
    `${comment('kubernetes forwarding conntrack rule')} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  );
  const accepted = ['KUBE-LOAD-BALANCER', 'KUBE-CLUSTER-IP', 'KUBE-EXTERNAL-IP', 'KUBE-EXTERNAL-IP-LOCAL'] as const;
  table.add(
    'KUBE-IPVS-FILTER',
    ...accepted.map((set) => `${match(sets, set, 'dst,dst')} -j RETURN`),
    `${match(sets, 'KUBE-HEALTH-CHECK-NODE-PORT', 'dst')} -j RETURN`,
    `-m conntrack --ctstate NEW ${match(sets, 'KUBE-IPVS-IPS', 'dst')} -j REJECT --reject-with ${SYNTAX[family].reject}`,
  );
  table.add('KUBE-IPVS-OUT-FILTER', ...outFilter);
  const healthCheck = comment('Kubernetes health check node port');
  table.add('KUBE-NODE-PORT', `${healthCheck} ${match(sets, 'KUBE-HEALTH-CHECK-NODE-PORT', 'dst')} -j ACCEPT`);
  addSetRules(table, FILTER_SETS, sets);
  table.add('KUBE-SOURCE-RANGES-FIREWALL', '-j DROP');
  return table;
}

/** What a rule does with packets that a set names. */
interface SetRule {
  readonly set: SetName;
  readonly chain: string;
  readonly target: string;
  readonly direction: string;
  readonly text: string;
  readonly protocol?: string;
}

function addSetRules(table: IptablesTable, rules: readonly SetRule[], sets: Ipsets): void {
  for (const { set, chain, target, direction, text, protocol } of rules) {
    if (!sets.has(set)) continue;
    const only = protocol === undefined ? '' : `-p ${protocol} `;
    table.add(chain, `${only}${comment(text)} ${match(sets, set, direction)} -j ${target}`);
  }
}

/** What comes from another machine, and what is for the node itself, is not masqueraded for it. */
function fromElsewhere(rule: string): readonly string[] {
  return [
    `${rule} -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ACCEPT`,
    `${rule} -m addrtype --dst-type LOCAL -j ACCEPT`,
  ];
}

function match(sets: Ipsets, set: SetName, direction: string): string {
  return `-m set --match-set ${sets.nameOf(set)} ${direction}`;
}

/** What loopback addresses are of each family. */
const LOOPBACK = { IPv4: '127.0.0.0/8', IPv6: '::1/128' } as const;

const PORTALS = `${comment('kubernetes service portals')} -j KUBE-SERVICES`;

const NAT_CHAINS = ['KUBE-LOAD-BALANCER', 'KUBE-MARK-MASQ', 'KUBE-NODE-PORT', 'KUBE-POSTROUTING', 'KUBE-SERVICES'];

const FILTER_CHAINS = [
  'KUBE-FORWARD',
  'KUBE-IPVS-FILTER',
  'KUBE-IPVS-OUT-FILTER',
  'KUBE-NODE-PORT',
  'KUBE-PROXY-FIREWALL',
  'KUBE-SOURCE-RANGES-FIREWALL',
];

const NAT_SETS: readonly SetRule[] = [
  {
    set: 'KUBE-LOOP-BACK',
    chain: 'KUBE-POSTROUTING',
    target: 'MASQUERADE',
    direction: 'dst,dst,src',
    text: 'Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose',
  },
  {
    set: 'KUBE-LOAD-BALANCER',
    chain: 'KUBE-SERVICES',
    target: 'KUBE-LOAD-BALANCER',
    direction: 'dst,dst',
    text: 'Kubernetes service lb portal',
  },
  {
    set: 'KUBE-LOAD-BALANCER-LOCAL',
    chain: 'KUBE-LOAD-BALANCER',
    target: 'RETURN',
    direction: 'dst,dst',
    text: 'Kubernetes service load balancer ip + port with externalTrafficPolicy=local',
  },
  ...(['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol): readonly SetRule[] => {
    const hash = protocol === 'SCTP' ? '-HASH' : '';
    const direction = protocol === 'SCTP' ? 'dst,dst' : 'dst';
    const suffix = protocol === 'SCTP' ? " with type 'hash ip:port'" : '';
    const common = { chain: 'KUBE-NODE-PORT', direction, protocol: protocol.toLowerCase() };
    return [
      {
        ...common,
        set: `KUBE-NODE-PORT-LOCAL-${protocol}${hash}` as SetName,
        target: 'RETURN',
        text: `Kubernetes nodeport ${protocol} port with externalTrafficPolicy=local${suffix}`,
      },
      {
        ...common,
        set: `KUBE-NODE-PORT-${protocol}${hash}` as SetName,
        target: 'KUBE-MARK-MASQ',
        text: `Kubernetes nodeport ${protocol} port for masquerade purpose${suffix}`,
      },
    ];
  }),
];

const FILTER_SETS: readonly SetRule[] = [
  {
    set: 'KUBE-LOAD-BALANCER-FW',
    chain: 'KUBE-PROXY-FIREWALL',
    target: 'KUBE-SOURCE-RANGES-FIREWALL',
    direction: 'dst,dst',
    text: 'Kubernetes service load balancer ip + port for load balancer with sourceRange',
  },
  {
    set: 'KUBE-LOAD-BALANCER-SOURCE-CIDR',
    chain: 'KUBE-SOURCE-RANGES-FIREWALL',
    target: 'RETURN',
    direction: 'dst,dst,src',
    text: 'Kubernetes service load balancer ip + port + source cidr for packet filter purpose',
  },
  {
    set: 'KUBE-LOAD-BALANCER-SOURCE-IP',
    chain: 'KUBE-SOURCE-RANGES-FIREWALL',
    target: 'RETURN',
    direction: 'dst,dst,src',
    text: 'Kubernetes service load balancer ip + port + source IP for packet filter purpose',
  },
];

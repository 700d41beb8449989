import { comment, IptablesTable } from './iptables-table';

/** The table `nat` of a kube-proxy that knows no Service yet. */
export function natFrame(): IptablesTable {
  return filled(new IptablesTable('nat', ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'], NAT_CHAINS), NAT_RULES);
}

/** The table `filter` of a kube-proxy that knows no Service yet. */
export function filterFrame(): IptablesTable {
  return filled(new IptablesTable('filter', ['INPUT', 'FORWARD', 'OUTPUT'], FILTER_CHAINS), FILTER_RULES);
}

function filled(table: IptablesTable, rules: Readonly<Record<string, readonly string[]>>): IptablesTable {
  for (const [chain, inChain] of Object.entries(rules)) table.add(chain, ...inChain);
  return table;
}

const NAT_CHAINS = ['KUBE-MARK-MASQ', 'KUBE-NODEPORTS', 'KUBE-POSTROUTING', 'KUBE-PROXY-CANARY', 'KUBE-SERVICES'];

const FILTER_CHAINS = [
  'KUBE-EXTERNAL-SERVICES',
  'KUBE-FORWARD',
  'KUBE-NODEPORTS',
  'KUBE-PROXY-CANARY',
  'KUBE-PROXY-FIREWALL',
  'KUBE-SERVICES',
];

const PORTALS = `${comment('kubernetes service portals')} -j KUBE-SERVICES`;

const NAT_RULES: Readonly<Record<string, readonly string[]>> = {
  PREROUTING: [PORTALS],
  OUTPUT: [PORTALS],
  POSTROUTING: [`${comment('kubernetes postrouting rules')} -j KUBE-POSTROUTING`],
  'KUBE-MARK-MASQ': ['-j MARK --set-xmark 0x4000/0x4000'],
  'KUBE-POSTROUTING': [
    '-m mark ! --mark 0x4000/0x4000 -j RETURN',
    '-j MARK --set-xmark 0x4000/0x0',
    `${comment('kubernetes service traffic requiring SNAT')} -j MASQUERADE --random-fully`,
  ],
};

const NEW = '-m conntrack --ctstate NEW';
const FIREWALL = `${NEW} ${comment('kubernetes load balancer firewall')} -j KUBE-PROXY-FIREWALL`;
const FILTERED = `${NEW} ${comment('kubernetes service portals')} -j KUBE-SERVICES`;
const EXTERNAL = `${NEW} ${comment('kubernetes externally-visible service portals')} -j KUBE-EXTERNAL-SERVICES`;

const FILTER_RULES: Readonly<Record<string, readonly string[]>> = {
  INPUT: [FIREWALL, `${comment('kubernetes health check service ports')} -j KUBE-NODEPORTS`, EXTERNAL],
  FORWARD: [FIREWALL, `${comment('kubernetes forwarding rules')} -j KUBE-FORWARD`, FILTERED, EXTERNAL],
  OUTPUT: [FIREWALL, FILTERED],
  'KUBE-FORWARD': [
    '-m conntrack --ctstate INVALID -m nfacct --nfacct-name  ct_state_invalid_dropped_pkts -j DROP',
    `${comment('kubernetes forwarding rules')} -m mark --mark 0x4000/0x4000 -j ACCEPT`,
    `${comment('kubernetes forwarding conntrack rule')} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  ],
};

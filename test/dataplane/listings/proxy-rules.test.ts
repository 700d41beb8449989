import type { RecordedCase } from './recorded-rules';
import { abbreviated, CASES, programmed, recordedCluster } from './recorded-rules';

/** Chains and rules of others in the same tables, which kube-proxy neither writes nor reads. */
const OF_OTHERS: readonly RegExp[] = [
  /KUBE-KUBELET-CANARY|KUBE-FIREWALL( |$)/, // the kubelet's
  /--comment podnet /, // the CNI's masquerading of what leaves the Pod range
  /! -d ::1\/128 /, // kube-proxy's own: the jump to node ports of IPv6, which the recorder left out
];

/**
 * The load balancer address came while rules were being saved: the sets, which were saved last, hold it, the table `nat`
 * has no rule for its set yet.
 */
const NOT_YET = { mode: 'ipvs', topology: 'no-endpoints', file: 'ipvs-nat.txt', set: 'KUBE-LOAD-BALANCER' };

describe.each(CASES)('the rules of mode $mode for $topology', (recorded) => {
  const { set, mode, topology } = recorded;
  const cluster = recordedCluster(recorded);
  const listings = programmed(cluster, mode, topology);
  const printed = (command: string) =>
    abbreviated(cluster, listings.find((listing) => listing.command === command)?.lines ?? []);

  test.each(Object.entries(set.files[mode] ?? {}))('are those of %s', (file, command) => {
    const lines = (set.rules[topology]?.[file] ?? '').trimEnd().split('\n');
    const late = NOT_YET.topology === topology && NOT_YET.file === file ? [NOT_YET.set] : [];
    // Other topologies ran at the same time, and rules for a whole set are there as soon as any Service fills it.
    const sets = [...emptySetsOf(printed('ipset save')), ...late];
    const counts = (line: string) =>
      !OF_OTHERS.some((other) => other.test(line)) &&
      !sets.some((set) => line.includes(`--match-set ${set} `)) &&
      !isOfServiceElsewhere(line, topology);
    expect(inBlocks(printed(command)).filter(counts).sort()).toEqual(inBlocks(lines).filter(counts).sort());
  });
});

describe.each(CASES)('chains of mode $mode for $topology', (recorded) => {
  const { set, mode, topology } = recorded;
  const cluster = recordedCluster(recorded);
  const listings = programmed(cluster, mode, topology);
  const sets = emptySetsOf(listings.find(({ command }) => command === 'ipset save')?.lines ?? []);
  const withChains = Object.entries(set.files[mode] ?? {}).filter(([, command]) => /iptables|nft/.test(command));

  test.each(withChains)('have their rules in the order of %s', (file, command) => {
    const late = NOT_YET.topology === topology && NOT_YET.file === file ? [NOT_YET.set] : [];
    const counts = (line: string) => ![...sets, ...late].some((set) => line.includes(`--match-set ${set} `));
    const lines = listings.find((listing) => listing.command === command)?.lines ?? [];
    const ours = chainsOf(abbreviated(cluster, lines).filter(counts));
    const theirs = chainsOf((set.rules[topology]?.[file] ?? '').split('\n').filter(counts));
    expect(ours.size).toBeGreaterThan(3);
    for (const [chain, rules] of ours) expect(rules).toEqual(theirs.get(chain));
  });
});

describe('rules', () => {
  test('of one Service are among those of all', () => {
    for (const recorded of CASES.filter(({ topology }) => topology === 'loadbalancer-source-ranges')) {
      const all = linesOf(recorded, 'loadbalancer-source-ranges/');
      const one = linesOf(recorded, 'loadbalancer-source-ranges/halves');
      expect(one.size).toBeLessThan(all.size);
      expect([...one].filter((line) => !all.has(line))).toEqual([]);
    }
  });
});

function linesOf(recorded: RecordedCase, services: string): ReadonlySet<string> {
  return new Set(programmed(recordedCluster(recorded), recorded.mode, services).flatMap(({ lines }) => lines));
}

function emptySetsOf(ipsets: readonly string[]): readonly string[] {
  const filled = new Set(ipsets.flatMap((line) => /^add (\S+)/.exec(line)?.[1] ?? []));
  return ipsets.flatMap((line) => /^create (\S+)/.exec(line)?.[1] ?? []).filter((set) => !filled.has(set));
}

/** nft: elements at addresses of the nodes, and sets for affinity, of other topologies that ran at the same time. */
function isOfServiceElsewhere(line: string, topology: string): boolean {
  const named = /^\t(?:set \w+-\w{8}-|.* (?:comment "|goto \w+-\w{8}-))([^/" ]+)\//.exec(line)?.[1];
  return named !== undefined && !named.startsWith(topology);
}

/** Rules by chain, for chains in which their order is fixed: not by that in which kube-proxy comes upon Services. */
function chainsOf(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const chains = new Map<string, string[]>();
  let block: string | undefined;
  for (const line of lines) {
    if (/^\t?\S/.test(line)) block = /^\tchain (\S+)/.exec(line)?.[1];
    const [, chain = block, rule = line] = /^-A (\S+) (.*)/.exec(line) ?? [];
    if (chain === undefined || OF_OTHERS.some((other) => other.test(line)) || isByService(chain, line)) continue;
    chains.set(chain, [...(chains.get(chain) ?? []), rule]);
  }
  return chains;
}

/** In mode ipvs the rules of KUBE-SERVICES are for sets, in the order of which nothing is by Service. */
function isByService(chain: string, line: string): boolean {
  return BY_SERVICE.includes(chain) && !/--match-set|-s 127|KUBE-NODE-PORT$/.test(line);
}

const BY_SERVICE = [
  'KUBE-SERVICES',
  'KUBE-NODEPORTS',
  'KUBE-PROXY-FIREWALL',
  'KUBE-EXTERNAL-SERVICES',
  'KUBE-IPVS-OUT-FILTER',
];

/** Lines with the block in front that they stand in, so that they can be sorted. */
function inBlocks(lines: readonly string[]): readonly string[] {
  let block = '';
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      if (/^\t\w/.test(line)) block = line;
      return /^\t\W/.test(line) ? `${block}${line}` : line;
    });
}

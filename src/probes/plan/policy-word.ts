import type { NetworkModel } from '../../model/network-model';
import type { Policy } from '../../model/network-policies';
import type { IPFamily, NumberedPort, Service } from '../../model/objects';
import { clusterIPsOf, targetPortOf } from '../../model/service';
import { targetPortIn } from '../../model/target-port';
import type { Workload } from '../../model/workload';
import { protocolOf } from '../../model/workload';
import { addressIn } from '../../terms/ip';
import { entryOf } from '../../terms/maps';
import { listed } from '../../terms/sentence';
import type { Vantage } from '../../terms/vantage';
import type { Deployed } from '../deployed';
import type { Expectation, ReachedExpectation, RecordsExpectation } from '../expectation';
import type { Client, Clients } from './clients';
import type { Answer, AskedPort, Party } from './policy-reading';
import { answerOf, isFree } from './policy-reading';

/** What NetworkPolicies say of a connection, and which of them. */
export interface Word {
  /** `mixed`: some of the Pods that may answer are closed to it, and others are not. */
  readonly answer: Answer | 'mixed';
  readonly policies: readonly Policy[];
}

/** How a Service is asked: at addresses that only a destination is translated at, or at some that may rewrite the client's too. */
export type Way = 'direct' | 'rewriting';

/** Who asks. */
export interface Asker {
  readonly party: Party;
  /** What made its Pod, whose policies say what may leave it. */
  readonly workload?: Workload;
}

/** No policy has a say. */
export const OPEN: Word = { answer: 'yes', policies: [] };

/** A node or a host outside: no label is about it, and its address is not known. */
const NODE: Party = {};

/** An address that only a block of the whole world holds (RFC 5737). */
const ANYWHERE: Party = { address: '192.0.2.1' };

/** The DNS server of the cluster, as its own manifests have it. */
const DNS_SERVER: Party = {
  pod: {
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    spec: { containers: [{ ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }] }] },
  },
};

/** What NetworkPolicies mean for the probes of a plan. */
export class PolicyWords {
  private readonly onDNS = new Map<Workload, Word>();

  constructor(
    private readonly network: { readonly model: NetworkModel; readonly deployed: Deployed; readonly clients: Clients },
  ) {}

  /** Whether the names of a client resolve. */
  ofDNS({ workload }: Client): Word {
    if (workload === undefined || this.isSilent) return OPEN;
    return entryOf(this.onDNS, workload, () => {
      const { clusterIP } = this.network.deployed.services.get('kube-system/kube-dns')?.spec ?? {};
      return this.asEnforced(
        this.outTo(workload, DNS_SERVER, clusterIP, { number: 53, protocol: 'UDP', named: DNS_SERVER }),
      );
    });
  }

  /** Whether a client reaches a port of a host outside. */
  ofOutside({ workload }: Client, number: number): Word {
    if (workload === undefined || this.isSilent) return OPEN;
    return this.asEnforced(
      answerOf(this.network.model, 'Egress', workload, NODE, { number, protocol: 'TCP', named: NODE }),
    );
  }

  /** Whether any policy has a say about connections to Pods of a Service. */
  guards({ metadata, spec }: Service): boolean {
    if (this.isSilent) return false;
    const { model } = this.network;
    const targets = model.select(metadata.namespace ?? model.defaultNamespace, spec.selector ?? {});
    return targets.some((to) => !isFree(model, to, 'Ingress'));
  }

  /** Whether any policy has a say about connections of a client. */
  binds({ workload }: Client): boolean {
    return workload !== undefined && !this.isSilent && !isFree(this.network.model, workload, 'Egress');
  }

  /** Whether a client reaches a port of a Service. */
  ofService(
    { party, workload }: Asker,
    { metadata, spec }: Service,
    port: NumberedPort,
    way: Way,
    family: IPFamily = this.family,
  ): Word {
    if (this.isSilent) return OPEN;
    const { model, clients } = this.network;
    const namespace = metadata.namespace ?? model.defaultNamespace;
    const protocol = protocolOf(port);
    const words = model.select(namespace, spec.selector ?? {}).flatMap((to) => {
      const [number] = targetPortIn([to], targetPortOf(port), protocol).numbers;
      if (number === undefined || to.spec.hostNetwork === true) return [OPEN];
      return clients.podsOf(to).map(({ pod }): Word => {
        const target = this.partyAt({ pod }, family, to);
        const asked = { number, protocol, named: target };
        const sources = way === 'rewriting' ? [party, ...this.nodes(family)] : [party];
        const enters = sources.map((source) => answerOf(model, 'Ingress', to, source, asked));
        const word = all([this.leaves(workload, target, spec, port, asked, way, family), agreed(enters)]);
        // A Pod that asks its own kind may reach itself.
        return word.answer === 'no' && workload === to ? { ...word, answer: 'maybe' } : word;
      });
    });
    return this.asEnforced(among(words));
  }

  /** Who asks, as policies know it. */
  askerOf({ from, workload }: Client, family: IPFamily = this.family): Asker {
    const party = this.partyAt(from, family, workload);
    return workload === undefined ? { party } : { party, workload };
  }

  private get family(): IPFamily {
    return this.network.deployed.ipFamilies?.[0] ?? 'IPv4';
  }

  private nodes(family: IPFamily): readonly Party[] {
    return this.network.deployed.nodes.map((node) => this.partyAt({ node }, family));
  }

  private partyAt(from: Vantage, family: IPFamily, pod?: Workload): Party {
    const address = this.network.deployed.addressOf?.(from, family);
    return { ...(pod === undefined ? {} : { pod }), ...(address === undefined ? {} : { address }) };
  }

  /** Where nobody knows whether anything enforces them, what policies close may be open. */
  private asEnforced(word: Word): Word {
    const isUnknown = this.network.deployed.enforcesPolicies === 'unknown';
    return isUnknown && word.answer === 'no' ? { ...word, answer: 'maybe' } : word;
  }

  private get isSilent(): boolean {
    const { model, deployed } = this.network;
    return model.networkPolicies.size === 0 || deployed.enforcesPolicies === false;
  }

  private leaves(
    workload: Workload | undefined,
    target: Party,
    spec: Service['spec'],
    port: NumberedPort,
    asked: AskedPort,
    way: Way,
    family: IPFamily,
  ): Word {
    if (workload === undefined) return OPEN;
    const { model } = this.network;
    if (way === 'direct') return this.outTo(workload, target, addressIn(clusterIPsOf(spec), family), asked);
    const outer = { ...asked, number: port.nodePort ?? port.port, named: NODE };
    const parties = this.nodes(family).map((node) => answerOf(model, 'Egress', workload, node, outer));
    return agreed([answerOf(model, 'Egress', workload, target, asked), ...parties]);
  }

  /** A block of Service addresses may mean the Pods behind them, or nobody; one of the whole world does not mean Services. */
  private outTo(workload: Workload, target: Party, address: string | undefined, asked: AskedPort): Word {
    const { model } = this.network;
    const word = answerOf(model, 'Egress', workload, target, asked);
    if (word.answer !== 'no' || address === undefined) return word;
    const says = (party: Party) => answerOf(model, 'Egress', workload, party, asked).answer === 'yes';
    return says({ address }) && !says(ANYWHERE) ? { ...word, answer: 'maybe' } : word;
  }
}

/** All have to be open. */
export function all(words: readonly Word[]): Word {
  const worst = (['no', 'maybe', 'mixed'] as const).find((answer) => words.some((word) => word.answer === answer));
  if (worst === undefined) return OPEN;
  return { answer: worst, policies: words.flatMap(({ answer, policies }) => (answer === 'yes' ? [] : policies)) };
}

/** What readings come to that may all be meant. */
function agreed(words: readonly Word[]): Word {
  const [first = OPEN] = words;
  if (words.every(({ answer }) => answer === first.answer)) return first;
  return { answer: 'maybe', policies: words.flatMap(({ policies }) => policies) };
}

/** What is said of several that may answer. */
function among(words: readonly Word[]): Word {
  const word = agreed(words);
  const isCertain = words.every(({ answer }) => answer === 'yes' || answer === 'no');
  return isCertain && word.answer === 'maybe' ? { ...word, answer: 'mixed' } : word;
}

/** What is found where traffic gets through, so that policies can take it away. */
type Deniable = ReachedExpectation | RecordsExpectation;

/** What a probe should find, given what policies say: they take away, and what they leave open is left to the network plugin. */
export function expectedOf(otherwise: Deniable, { answer, policies }: Word): Expectation {
  if (answer === 'yes' || answer === 'mixed') return otherwise;
  const names = [...new Set(policies.map(({ key }) => key))];
  const because = `${names.length === 1 ? 'NetworkPolicy' : 'NetworkPolicies'} ${listed(names, 3)}`;
  if (answer === 'no') return { kind: otherwise.kind, outcome: 'blocked', because };
  return {
    kind: 'open',
    on: 'the network plugin',
    why: `what ${because} ${names.length === 1 ? 'means' : 'mean'} there`,
  };
}

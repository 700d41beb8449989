import type { Choice } from './choice';
import { byChance, byTurn } from './choice';
import { Affinity, dealt, inTurn } from './selection';

/** What kube-proxy remembers from one connection to the next, and over changes of the rules. */
export class ProxyMemory {
  /** iptables and nftables. */
  readonly chance: Choice;
  /** IPVS and userspace. */
  readonly turn: Choice;

  constructor(random: () => number, now: () => number) {
    const affinity = new Affinity(now);
    this.chance = byChance(dealt(random), affinity);
    this.turn = byTurn(inTurn(), affinity);
  }
}

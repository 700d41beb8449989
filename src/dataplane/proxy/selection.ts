import type { ProxyEndpoint } from './proxy-endpoint';

/** Chooses one of several endpoints. */
export type Selector = (key: string, endpoints: readonly ProxyEndpoint[]) => ProxyEndpoint | undefined;

/**
 * Chance, dealt from a deck: for each `key` (a client at a virtual address and port) the endpoints come in random order,
 * and again in the same order. Each single draw is as likely as kube-proxy's (1/n for each endpoint), but any n draws in
 * a row reach all n endpoints, so that a prediction does not depend on luck.
 */
export function dealt(random: () => number): Selector {
  const decks = new Map<string, Deck>();
  return (key, endpoints) => {
    let deck = decks.get(key);
    if (deck === undefined || !areEqual(deck.of, endpoints)) {
      decks.set(key, (deck = { of: endpoints, cards: shuffled(endpoints, random), next: 0 }));
    }
    return deck.cards[deck.next++ % deck.cards.length];
  };
}

interface Deck {
  readonly of: readonly ProxyEndpoint[];
  readonly cards: readonly ProxyEndpoint[];
  next: number;
}

/** One after the other, whoever asks (IPVS `rr`). */
export function inTurn(): Selector {
  const turns = new Map<string, { readonly of: readonly ProxyEndpoint[]; readonly next: number }>();
  return (key, endpoints) => {
    const before = turns.get(key);
    const next = before !== undefined && areEqual(before.of, endpoints) ? before.next : 0;
    turns.set(key, { of: endpoints, next: (next + 1) % Math.max(1, endpoints.length) });
    return endpoints[next];
  };
}

/**
 * Session affinity: a client that came back within `timeoutMs` gets its endpoint again, if that is still among the
 * candidates; each connection renews the time.
 *
 * @param now the time in milliseconds
 */
export class Affinity {
  private readonly records = new Map<string, { readonly endpoint: string; readonly at: number }>();

  constructor(private readonly now: () => number) {}

  /** The client's endpoint, chosen by `choose` where there is none. */
  stick(
    key: string,
    timeoutMs: number,
    endpoints: readonly ProxyEndpoint[],
    choose: () => ProxyEndpoint | undefined,
  ): ProxyEndpoint | undefined {
    const record = this.records.get(key);
    const fresh = record !== undefined && this.now() - record.at <= timeoutMs;
    const kept = fresh ? endpoints.find((endpoint) => describe(endpoint) === record.endpoint) : undefined;
    const endpoint = kept ?? choose();
    if (endpoint !== undefined) this.records.set(key, { endpoint: describe(endpoint), at: this.now() });
    return endpoint;
  }
}

/** Fisher and Yates: every order is as likely. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const item = result[last] as T;
    result[last] = result[other] as T;
    result[other] = item;
  }
  return result;
}

function areEqual(some: readonly ProxyEndpoint[], others: readonly ProxyEndpoint[]): boolean {
  if (some === others) return true;
  return some.map(describe).join() === others.map(describe).join();
}

function describe({ address, port }: ProxyEndpoint): string {
  return `${address}:${port}`;
}

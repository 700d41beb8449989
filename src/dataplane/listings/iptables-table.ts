/** The rules of one table, by chain, as `iptables-save` prints them. */
export class IptablesTable {
  private readonly chains = new Map<string, string[]>();

  /** @param builtIn chains that the kernel has, which come first */
  constructor(
    private readonly name: string,
    private readonly builtIn: readonly string[],
    chains: readonly string[],
  ) {
    for (const chain of chains) this.chain(chain);
  }

  /** Declares a chain. */
  chain(name: string): void {
    if (!this.chains.has(name)) this.chains.set(name, []);
  }

  /** Appends rules to a chain, which is declared by it. */
  add(chain: string, ...rules: readonly string[]): void {
    const known = this.chains.get(chain);
    if (known === undefined) this.chains.set(chain, [...rules]);
    else for (const rule of rules) known.push(rule);
  }

  /** The table: chains in the order of their names, without counters. */
  print(): readonly string[] {
    const own = [...this.chains.keys()].filter((chain) => !this.builtIn.includes(chain)).sort();
    return [
      `*${this.name}`,
      ...this.builtIn.map((chain) => `:${chain} ACCEPT`),
      ...own.map((chain) => `:${chain} -`),
      ...[...this.builtIn, ...own].flatMap((chain) =>
        (this.chains.get(chain) ?? []).map((rule) => `-A ${chain} ${rule}`),
      ),
      'COMMIT',
    ];
  }
}

/** A match that tells who wrote the rule: `-m comment --comment "text"`. */
export function comment(text: string): string {
  return `-m comment --comment "${text}"`;
}

/** A block in braces: a chain, a set, a map. */
interface Block {
  readonly header: string;
  readonly lines: string[];
}

/** A table as `nft list table` prints it. */
export class NftablesTable {
  private readonly blocks = new Map<string, Block>();

  constructor(
    private readonly header: string,
    private readonly comment: string,
  ) {}

  /** Declares a set or map. */
  collection(kind: 'set' | 'map', name: string, ...lines: readonly string[]): void {
    this.declare(`${kind} ${name}`, lines);
  }

  /** Appends rules to a chain, which is declared by it. */
  chain(name: string, ...rules: readonly string[]): void {
    const known = this.blocks.get(`chain ${name}`);
    if (known === undefined) this.declare(`chain ${name}`, rules);
    else for (const rule of rules) known.lines.push(rule);
  }

  print(): readonly string[] {
    const blocks = [...this.blocks.values()].flatMap(({ header, lines }) => [
      `\t${header} {`,
      ...lines.map((line) => `\t\t${line}`),
      '\t}',
      '',
    ]);
    return [`table ${this.header} {`, `\tcomment "${this.comment}"`, ...blocks, '}'];
  }

  private declare(header: string, lines: readonly string[]): void {
    this.blocks.set(header, { header, lines: [...lines] });
  }
}

/** The elements of a set or map, one a line. */
export function elements(items: readonly string[]): readonly string[] {
  return ['elements = {', ...items.map((item) => `\t${item},`), '}'];
}

/** A time as nft writes it: 10800 -> `3h`. */
export function duration(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const;
  let left = seconds;
  return units
    .map(([unit, size]) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count === 0 ? '' : `${count}${unit}`;
    })
    .join('');
}

/** Why a pool did not give what was asked for. */
export type PoolRefusal = 'outOfRange' | 'taken';

/** A stretch of numbers, both ends included; empty when `last` is below `first`. */
interface Band {
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * The numbers of a range and who holds them: cluster IPs of one CIDR, or node ports. Only what is taken costs memory.
 *
 * As in the API server, the lower band is left to those who ask for a certain number for as long as the upper band
 * has room (KEP-3070, KEP-3668); asking for a certain number may take any free one of either band.
 */
export class AddressPool {
  private readonly owners = new Map<bigint, string>();
  /** Numbers that somebody will ask for. */
  private readonly expected = new Set<bigint>();
  private readonly bands: readonly Band[];
  private readonly size: number;

  /** @param lowerBand how many numbers, from `first` on, are given out last */
  constructor(
    readonly first: bigint,
    private readonly last: bigint,
    lowerBand: bigint,
  ) {
    this.size = Number(last - first) + 1;
    this.bands = [
      { first: first + lowerBand, last },
      { first, last: first + lowerBand - 1n },
    ];
  }

  /** Whether a number is one of the pool's, free or not. */
  has(number: bigint): boolean {
    return number >= this.first && number <= this.last;
  }

  /** Takes a certain number for an owner; says why not. */
  take(number: bigint, owner: string): PoolRefusal | undefined {
    if (!this.has(number)) return 'outOfRange';
    if (this.owners.has(number)) return 'taken';
    this.owners.set(number, owner);
    return undefined;
  }

  /** Somebody will ask for this number: it is given to nobody else for as long as there are others. */
  expect(number: bigint): void {
    this.expected.add(number);
  }

  /** Takes the next free number from a start that `seed` (not negative) chooses; undefined when the pool is full. */
  takeNext(seed: bigint, owner: string): bigint | undefined {
    if (BigInt(this.owners.size) > this.last - this.first) return undefined;
    const number =
      this.firstOf(seed, (each) => !this.owners.has(each) && !this.expected.has(each)) ??
      this.firstOf(seed, (each) => !this.owners.has(each));
    if (number !== undefined) this.owners.set(number, owner);
    return number;
  }

  /** So many numbers at least are neither held nor expected. */
  get spare(): number {
    return this.size - this.owners.size - this.expected.size;
  }

  /** Gives a number back. A number that nobody holds is not a fault. */
  release(number: bigint): void {
    this.owners.delete(number);
  }

  /** Who holds a number. */
  ownerOf(number: bigint): string | undefined {
    return this.owners.get(number);
  }

  private firstOf(seed: bigint, isFree: (number: bigint) => boolean): bigint | undefined {
    for (const { first, last } of this.bands) {
      const size = last - first + 1n;
      if (size <= 0n) continue;
      const start = first + (seed % size);
      for (let number = start; number <= last; number++) if (isFree(number)) return number;
      for (let number = first; number < start; number++) if (isFree(number)) return number;
    }
    return undefined;
  }
}

/** Size of the lower band: a share of the range, within bounds; none in a range that is smaller than the least band. */
export function lowerBandOf(size: bigint, { step, min, max }: { step: bigint; min: bigint; max: bigint }): bigint {
  if (size <= min) return 0n;
  const share = size / step;
  if (share < min) return min;
  return share > max ? max : share;
}

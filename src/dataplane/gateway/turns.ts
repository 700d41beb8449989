import { entryOf } from '../../terms/maps';
import type { EndpointAddress } from '../endpoints/ready-endpoints';
import type { Destination } from './decision';

/** Something that has a share of the traffic. */
type Shared = Pick<Destination, 'backend' | 'share' | 'endpoints'>;

/**
 * Where a Gateway throws dice by weight, destinations take turns here: after as many requests as the weights add up to, each had
 * its share exactly. Endpoints of a destination take turns as well.
 */
export class Turns {
  private readonly credits = new Map<string, Map<string, number>>();
  private readonly counts = new Map<string, number>();

  /** @param rule names the rule whose destinations these are */
  destination<D extends Shared>(rule: string, destinations: readonly D[]): D | undefined {
    const credits = entryOf(this.credits, rule, () => new Map<string, number>());
    let best: D | undefined;
    const creditOf = ({ backend }: D) => credits.get(backend.path) ?? 0;
    for (const each of destinations) {
      credits.set(each.backend.path, creditOf(each) + each.share);
      if (best === undefined || creditOf(each) > creditOf(best) + ROUNDING) best = each;
    }
    if (best !== undefined) credits.set(best.backend.path, creditOf(best) - 1);
    return best;
  }

  /** @param rule names the rule whose destination this is */
  endpoint(rule: string, { backend, endpoints }: Shared): EndpointAddress | undefined {
    return endpoints[this.next(`${rule} ${backend.path}`) % Math.max(endpoints.length, 1)];
  }

  /** Whether this request is one of those that a mirror gets a copy of. */
  copies(mirror: string, share: number): boolean {
    const turn = this.next(mirror);
    return Math.floor((turn + 1) * share + ROUNDING) > Math.floor(turn * share + ROUNDING);
  }

  private next(key: string): number {
    const turn = this.counts.get(key) ?? 0;
    this.counts.set(key, turn + 1);
    return turn;
  }
}

/** Shares are fractions of whole weights, of which sums may be a little off. */
const ROUNDING = 1e-9;

/** How many requests show everybody who may answer, each as often as its weight says. */
export function roundOf(destinations: readonly Shared[]): number {
  const weights = destinations.map(({ backend }) => backend.weight);
  const divisor = weights.reduce(greatestCommonDivisor, 0);
  const round = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(divisor, 1);
  return Math.max(1, round) * destinations.reduce((most, { endpoints }) => Math.max(most, endpoints.length), 1);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

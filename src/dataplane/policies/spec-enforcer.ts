import type { Journey } from '../journey';
import type { Enforcer } from './enforcer';
import type { Reading } from './readings';
import { Readings } from './readings';
import type { Enforcement, Ruling } from './ruling';
import type { Trip } from './trip';

/**
 * What the specification of NetworkPolicy says and no more: where it leaves a connection open, all that an enforcer may read
 * into it is asked, and what they do not agree on depends on the enforcer.
 */
export class SpecEnforcer implements Enforcer {
  constructor(
    private readonly readings: Readings,
    private readonly tripOf: (journey: Journey) => Trip | undefined,
  ) {}

  judge(journey: Journey): Enforcement | undefined {
    const trip = this.tripOf(journey);
    if (trip === undefined) return undefined;
    const read = [this.readings.ofEgress(trip), this.readings.ofIngress(trip)].filter(({ length }) => length > 0);
    return read.length === 0 ? undefined : together(read.map(agreed));
  }
}

/** What the readings of one direction come to. */
function agreed(readings: readonly Reading[]): Enforcement {
  const [first] = readings;
  const rulings = readings.flatMap(({ ruling }) => ruling ?? []);
  const other = readings.find(({ ruling }) => isDenied(ruling) !== isDenied(first?.ruling));
  if (other === undefined) {
    return { verdict: isDenied(first?.ruling) ? 'denied' : 'allowed', rulings: rulings.slice(0, 1) };
  }
  return { verdict: 'depends', rulings: rulings.filter(isDenied).slice(0, 1), open: other.open };
}

/** A connection needs both directions. */
function together(sides: readonly Enforcement[]): Enforcement {
  const rulings = sides.flatMap((side) => side.rulings);
  const open = [...new Set(sides.flatMap((side) => side.open ?? []))].join(', and ');
  if (sides.some(({ verdict }) => verdict === 'denied')) return { verdict: 'denied', rulings };
  return open === '' ? { verdict: 'allowed', rulings } : { verdict: 'depends', rulings, open };
}

function isDenied(ruling: Ruling | undefined): boolean {
  return ruling !== undefined && ruling.by === undefined;
}

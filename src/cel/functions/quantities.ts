import { CelError, noSuchOverload, Opaque } from '../values';
import type { Value } from '../values';
import type { Functions, Methods } from './overloads';
import { ofClass, text } from './overloads';

/** An amount of a resource: `1.5Gi`, `100m`. It counts billionths, what is smaller is rounded up. */
class Quantity extends Opaque {
  readonly type = 'kubernetes.Quantity';

  constructor(readonly billionths: bigint) {
    super();
  }

  get key(): string {
    return String(this.billionths);
  }
}

const BILLION = 1_000_000_000n;
const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;
const POWERS: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

export const QUANTITY_FUNCTIONS: Functions = {
  isQuantity: (of) => billionthsOf(text(of)) !== undefined,
  quantity: (of) => {
    const billionths = billionthsOf(text(of));
    if (billionths === undefined) {
      throw new CelError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    return new Quantity(billionths);
  },
};

export const QUANTITY_METHODS: Methods = {
  sign: ofClass(Quantity, ({ billionths }) => BigInt(compare(billionths, 0n))),
  isInteger: ofClass(Quantity, ({ billionths }) => isInt64(billionths)),
  asInteger: ofClass(Quantity, ({ billionths }) => {
    if (!isInt64(billionths)) throw new CelError('cannot convert value to integer');
    return billionths / BILLION;
  }),
  asApproximateFloat: ofClass(Quantity, ({ billionths }) => Number(billionths) / Number(BILLION)),
  add: ofClass(Quantity, (of, other) => new Quantity(of.billionths + amountOf(other))),
  sub: ofClass(Quantity, (of, other) => new Quantity(of.billionths - amountOf(other))),
  isLessThan: ofClass(Quantity, (of, other) => of.billionths < amountOf(other)),
  isGreaterThan: ofClass(Quantity, (of, other) => of.billionths > amountOf(other)),
  compareTo: ofClass(Quantity, (of, other) => BigInt(compare(of.billionths, amountOf(other)))),
};

function billionthsOf(given: string): bigint | undefined {
  const match = QUANTITY.exec(given);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = match;
  if (whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const binary = BINARY.indexOf(suffix) + 1;
  const power = exponent === undefined ? (POWERS[suffix] ?? 0) : Number(exponent);
  return scaled(digits * 1024n ** BigInt(binary), power + 9 - fraction.length);
}

/** Times a power of ten; what is lost is rounded away from zero. */
function scaled(value: bigint, power: number): bigint {
  if (power >= 0) return value * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  const rest = value % divisor;
  return value / divisor + (rest === 0n ? 0n : rest > 0n ? 1n : -1n);
}

function amountOf(value: Value | undefined): bigint {
  if (value instanceof Quantity) return value.billionths;
  if (typeof value === 'bigint') return value * BILLION;
  throw noSuchOverload();
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isInt64(billionths: bigint): boolean {
  const whole = billionths / BILLION;
  return billionths % BILLION === 0n && BigInt.asIntN(64, whole) === whole;
}

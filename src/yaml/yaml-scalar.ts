/** What a scalar of YAML means. Collections never stand here. */
export type ScalarValue = string | number | boolean | null;

/**
 * The value of a plain scalar without a tag, as go-yaml v2 resolves it, which `kubectl` and the API server use:
 * YAML 1.1 booleans, octal numbers with or without `o`, underscores in numbers, no numbers of base 60, dates as text.
 */
export function resolvePlain(text: string): ScalarValue {
  if (!SPECIAL_START.test(text)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  return (isNumeric ? parseNumber(text) : undefined) ?? text;
}

/**
 * The value of a scalar with a tag; undefined if it is not of the tag's type. Tags that mean nothing to Kubernetes
 * leave the text as it is.
 */
export function resolveTagged(text: string, tag: string): ScalarValue | undefined {
  const type = tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : '';
  const value = resolvePlain(text);
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
      return typeof value === 'number' && !isFloat(value, text) ? value : undefined;
    case 'float':
      return typeof value === 'number' ? value : undefined;
    case 'null':
      return value === null ? null : undefined;
    case 'timestamp':
      return DATE.test(text) || DATE_AND_TIME.test(text) ? text : undefined;
    case 'binary':
      return isBase64(text) ? Buffer.from(text, 'base64').toString() : undefined;
    default:
      return text;
  }
}

const STANDARD = 'tag:yaml.org,2002:';

/** A scalar as the key of a map, where numbers and booleans become text. Undefined for null, which cannot be a key. */
export function keyText(value: ScalarValue, text: string): string | undefined {
  if (value === null) return undefined;
  return typeof value === 'number' && isFloat(value, text) ? formatFloat(value) : String(value);
}

/** Whatever starts otherwise is text. */
const SPECIAL_START = /^(?:[-+.~\dyYnNtTfFoO]|$)/;

const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...spellings(true, 'y', 'yes', 'true', 'on'),
  ...spellings(false, 'n', 'no', 'false', 'off'),
  ...spellings(null, 'null'),
  ['', null],
  ['~', null],
  ...spellings(Infinity, '.inf', '+.inf'),
  ...spellings(-Infinity, '-.inf'),
  ['.nan', NaN],
  ['.NaN', NaN],
  ['.NAN', NaN],
]);

/** `yes`, `Yes`, `YES`: other mixtures are text. */
function spellings<T>(value: T, ...words: readonly string[]): [string, T][] {
  return words.flatMap((word) =>
    [word, word.replace(/[a-z]/, (letter) => letter.toUpperCase()), word.toUpperCase()].map((spelling): [string, T] => [
      spelling,
      value,
    ]),
  );
}

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const BASED = /^([-+]?)0(?:[xX]([\da-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/;
const POINT_EXPONENT_OR_NOT_OCTAL = /^[-+]?(?:\d[\d_]*)?\.|^[-+]?\d[\d_]*[eE]|^[-+]?0[0-7_]*[89]/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}$/;
const DATE_AND_TIME = /^\d{4}-\d{1,2}-\d{1,2}[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2})?$/;

/** As Go's `base64.StdEncoding` reads it, which passes over line breaks. */
function isBase64(text: string): boolean {
  const letters = text.replace(/[\r\n]/g, '');
  return letters.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(letters);
}

function parseNumber(text: string): number | undefined {
  // Wherever they stand; after a point, though, only between digits.
  if (text.startsWith('.') && /(?:^|\D)_|_(?:\D|$)/.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  const [, sign, hex, binary, octal] = BASED.exec(plain) ?? [];
  if (sign !== undefined) {
    const digits = hex ?? binary ?? octal ?? '';
    const value = Number.parseInt(digits, hex !== undefined ? 16 : binary !== undefined ? 2 : 8);
    // Beyond that, digits alone make a float.
    if (value < 2 ** 64) return sign === '-' ? -value || 0 : value;
  }
  if (!FLOAT.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value || 0 : undefined;
}

/** Whether a number is a float for Go, be its value whole or not. */
function isFloat(value: number, text: string): boolean {
  return POINT_EXPONENT_OR_NOT_OCTAL.test(text) || value >= 2 ** 64 || value < -(2 ** 63);
}

/** As Go's `FormatFloat(value, 'g', -1, 32)`: the fewest digits that give the same 32-bit float. */
function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const single = Math.fround(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== single) digits++;
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  if (Number(exponent) >= -4 && Number(exponent) < 6) return String(Number(value.toPrecision(digits)));
  return `${mantissa}e${exponent.replace(/^([-+])(\d)$/, '$10$2')}`;
}

import { re2Search } from '../../../runtime/re2-pattern';
import { isObject } from '../../../terms/json';
import type { JsonObject } from '../../../terms/json';
import type { Faultless } from './faultless';
import { isFormat } from './formats';
import { isFloat } from './numbers';
import { Outcome } from './outcome';
import type { Structural } from './structural';
import { isMapLike, propertyOf, valuesOf } from './structural';
import type { Violation } from './violation';
import { invalid, shown } from './violation';

/** What a schema says of an object, as `k8s.io/kube-openapi/pkg/validation/validate` does. */
export function validate(
  object: JsonObject,
  schema: Structural,
  minor: number,
  faultless?: Faultless,
): readonly Violation[] {
  const outcome = new Outcome();
  new Validation(minor, faultless).value({ value: object, path: '', float: false }, schema, outcome);
  return outcome.violations;
}

/** A value together with what JavaScript does not see: whether it is a float. */
interface Given {
  readonly value: unknown;
  readonly path: string;
  readonly float: boolean;
}

class Validation {
  /** Up to 1.35 the API server does not look at the formats of numbers. */
  private readonly looksAtNumbers: boolean;

  constructor(
    private readonly minor: number,
    private readonly faultless: Faultless | undefined,
  ) {
    this.looksAtNumbers = minor >= 36;
  }

  value(given: Given, schema: Structural, outcome: Outcome): void {
    const { value } = given;
    if (this.faultless === undefined || typeof value !== 'object' || value === null) {
      return this.look(given, schema, outcome);
    }
    this.faultless.unlessKnown(value, schema, () => {
      const before = outcome.violations.length;
      this.look(given, schema, outcome);
      return outcome.violations.length === before;
    });
  }

  private look(given: Given, schema: Structural, outcome: Outcome): void {
    const { value, path } = given;
    this.type(given, schema, outcome);
    if (value !== null) {
      this.combinations(given, schema, outcome);
      if (typeof value === 'string') this.text(value, schema, path, outcome);
      if (typeof value === 'number') this.number(value, schema, path, outcome);
      if (Array.isArray(value)) this.list(value, schema, path, outcome);
    }
    this.enumeration(given, schema, outcome);
    if (isObject(value)) this.object(value, schema, path, outcome);
  }

  private type({ value, path, float }: Given, schema: Structural, outcome: Outcome): void {
    const types = typesOf(schema);
    const format = this.formatOf(schema);
    if (types.length === 0 && format === undefined) return;
    const found = typeNameOf(value, float);
    const isText = typeof value === 'string' || Array.isArray(value);
    const isNumeric = types.includes('number') || types.includes('integer');
    const isFloatInteger = found === 'number' && Number.isInteger(value) && types.includes('integer');
    const fits = types.includes(found) || isFloatInteger || (found === 'integer' && types.includes('number'));
    if (value === null) {
      if (types.length > 0 && schema.nullable !== true) outcome.add(typeInvalid(path, types.join(), 'null'));
    } else if (!isText && format !== undefined && !fits) {
      outcome.add(typeInvalid(path, format, GO_FORMATS[found] ?? ''));
    } else if (fits || (isText && format !== undefined && !isNumeric)) {
      outcome.count++;
    } else {
      outcome.add(typeInvalid(path, types.join(), found));
    }
    outcome.count++;
  }

  private formatOf({ format, type }: Structural): string | undefined {
    if (format === undefined) return undefined;
    if (type === undefined || type === 'string')
      return isFormat(format, '', this.minor) === undefined ? undefined : format;
    if (!this.looksAtNumbers) return undefined;
    const known = type === 'integer' ? ['int32', 'int64'] : type === 'number' ? ['float', 'double'] : [];
    return known.includes(format) ? format : undefined;
  }

  private combinations(given: Given, schema: Structural, outcome: Outcome): void {
    const { allOf, anyOf, oneOf, not } = schema;
    if (anyOf !== undefined && anyOf.length > 0) this.anyOf(given, anyOf, outcome);
    if (oneOf !== undefined && oneOf.length > 0) this.oneOf(given, oneOf, outcome);
    if (allOf !== undefined && allOf.length > 0) this.allOf(given, allOf, outcome);
    if (not !== undefined && this.alternative(given, not).isValid) {
      outcome.add(unplaced(given.path, `${shown(given.path)} must not validate the schema (not)`));
    }
    outcome.count += 2;
  }

  /** What a schema says of a value apart from all others. */
  private alternative(given: Given, schema: Structural): Outcome {
    const outcome = new Outcome();
    new Validation(this.minor, undefined).value(given, schema, outcome);
    return outcome;
  }

  private anyOf(given: Given, schemas: readonly Structural[], outcome: Outcome): void {
    let best: Outcome | undefined;
    for (const schema of schemas) {
      const result = this.alternative(given, schema);
      if (result.isValid) return outcome.merge(result);
      if (best === undefined || result.count > best.count) best = result;
    }
    outcome.add(unplaced(given.path, `${shown(given.path)} must validate at least one schema (anyOf)`));
    if (best !== undefined) outcome.merge(best);
  }

  private oneOf(given: Given, schemas: readonly Structural[], outcome: Outcome): void {
    const results = schemas.map((schema) => this.alternative(given, schema));
    const valid = results.filter(({ isValid }) => isValid);
    const [first] = valid;
    if (first !== undefined && valid.length === 1) return outcome.merge(first);
    const found = valid.length === 0 ? 'Found none valid' : `Found ${valid.length} valid alternatives`;
    outcome.add(unplaced(given.path, `${shown(given.path)} must validate one and only one schema (oneOf). ${found}`));
    if (valid.length > 0) return;
    outcome.merge(results.reduce((best, result) => (result.count > best.count ? result : best)));
  }

  private allOf(given: Given, schemas: readonly Structural[], outcome: Outcome): void {
    const results = schemas.map((schema) => this.alternative(given, schema));
    for (const result of results) outcome.merge(result);
    const valid = results.filter(({ isValid }) => isValid).length;
    if (valid === schemas.length) return;
    const none = valid === 0 ? '. None validated' : '';
    outcome.add(unplaced(given.path, `${shown(given.path)} must validate all the schemas (allOf)${none}`));
  }

  private text(value: string, schema: Structural, path: string, outcome: Outcome): void {
    const { maxLength = Infinity, minLength = 0, pattern } = schema;
    const length = value.length <= minLength || value.length > maxLength ? [...value].length : value.length;
    outcome.count++;
    if (length > maxLength) {
      outcome.add({ kind: 'TooLong', path, detail: `Too long: may not be more than ${maxLength} bytes` });
    } else if (length < minLength) {
      outcome.add(inBody(path, value, `should be at least ${minLength} chars long`));
    } else if (pattern !== undefined && pattern !== '') {
      const search = re2Search(pattern);
      if (search?.test(value) === false) outcome.add(inBody(path, value, `should match '${pattern}'`));
    }
    const { format, type } = schema;
    if (format === undefined || (type !== undefined && type !== 'string')) return;
    const isGood = isFormat(format, value, this.minor);
    if (isGood === undefined) return;
    outcome.count++;
    if (!isGood) outcome.add(typeInvalid(path, format, value));
  }

  private number(value: number, schema: Structural, path: string, outcome: Outcome): void {
    const { multipleOf, maximum, minimum, exclusiveMaximum = false, exclusiveMinimum = false } = schema;
    const format = this.formatOf(schema);
    outcome.count += 2;
    if (format === 'int32' && Number.isInteger(value) && !isInt32(value)) {
      outcome.add(unplaced(path, `Checked value must be of type integer with format int32 in ${path}`));
    }
    if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
      outcome.add(inBody(path, value, `should be a multiple of ${multipleOf}`));
    }
    if (minimum !== undefined && (value < minimum || (exclusiveMinimum && value === minimum))) {
      outcome.add(inBody(path, value, `should be greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`));
    }
    if (maximum !== undefined && (value > maximum || (exclusiveMaximum && value === maximum))) {
      outcome.add(inBody(path, value, `should be less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`));
    }
  }

  private list(list: readonly unknown[], schema: Structural, path: string, outcome: Outcome): void {
    const { items, minItems = 0, maxItems = Infinity } = schema;
    if (items !== undefined) {
      list.forEach((item, index) => {
        const float = typeof item === 'number' && isFloat(list, index, item);
        this.value({ value: item, path: `${path}[${index}]`, float }, items, outcome);
      });
    }
    outcome.count += 2;
    const size = list.length;
    if (size < minItems) outcome.add(inBody(path, size, `should have at least ${minItems} items`));
    if (size > maxItems) outcome.add(tooMany(path, size, maxItems));
    if (schema.uniqueItems === true && new Set(list.map((item) => JSON.stringify(item))).size < size) {
      outcome.add(inBody(path, '', `shouldn't contain duplicates`));
    }
  }

  private enumeration({ value, path }: Given, schema: Structural, outcome: Outcome): void {
    outcome.count++;
    const values = schema.enum ?? [];
    if (values.length === 0 || values.some((each) => JSON.stringify(each) === JSON.stringify(value))) return;
    const supported = values.map((each) => shown(typeof each === 'string' ? each : JSON.stringify(each)));
    const detail = `Unsupported value: ${shown(value)}: supported values: ${supported.join(', ')}`;
    outcome.add({ kind: 'NotSupported', path, value, detail });
  }

  private object(object: JsonObject, schema: Structural, path: string, outcome: Outcome): void {
    const { minProperties = 0, maxProperties = Infinity, required = [] } = schema;
    const names = Object.keys(object);
    if (names.length < minProperties) {
      outcome.add(inBody(path, names.length, `should have at least ${minProperties} properties`));
    }
    if (names.length > maxProperties) outcome.add(tooMany(path, names.length, maxProperties));
    const values = valuesOf(schema);
    for (const name of names) {
      const property = propertyOf(schema, name) ?? (isMapLike(schema) ? values : undefined);
      if (property === undefined) continue;
      const value = object[name];
      const float = typeof value === 'number' && isFloat(object, name, value);
      this.value({ value, path: path === '' ? name : `${path}.${name}`, float }, property, outcome);
    }
    outcome.count++;
    for (const name of required) {
      if (Object.hasOwn(object, name)) continue;
      outcome.add({ kind: 'Required', path: path === '' ? name : `${path}.${name}`, detail: 'Required value' });
    }
  }
}

function typesOf({ type, 'x-kubernetes-int-or-string': intOrString }: Structural): readonly string[] {
  if (intOrString === true) return ['integer', 'string'];
  return type === undefined || type === '' ? [] : [type];
}

/** Formats that kube-openapi gives to what it has read (`schemaInfoForType`). */
const GO_FORMATS: Readonly<Record<string, string>> = { integer: 'int64', number: 'float64' };

function typeNameOf(value: unknown, float: boolean): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return float ? 'number' : 'integer';
  return typeof value;
}

function typeInvalid(path: string, type: string, found: string): Violation {
  const { detail } = inBody(path, found, `must be of type ${type}: ${shown(found)}`);
  return { kind: 'TypeInvalid', path, detail };
}

function inBody(path: string, value: unknown, what: string): Violation {
  return invalid(path, value, `${path} in body ${what}`);
}

/** What the API server says without a field, though its sentence names one. */
function unplaced(path: string, detail: string): Violation {
  return { ...invalid(path, '', detail), isUnplaced: true };
}

function tooMany(path: string, actual: number, max: number): Violation {
  const items = max === 1 ? 'item' : 'items';
  return { kind: 'TooMany', path, value: actual, detail: `Too many: ${actual}: must have at most ${max} ${items}` };
}

function isInt32(value: number): boolean {
  return value >= -(2 ** 31) && value < 2 ** 31;
}

function isMultiple(value: number, factor: number): boolean {
  return factor > 0 && Number.isInteger(factor < 1 ? (1 / factor) * value : value / factor);
}

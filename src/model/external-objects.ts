import { keyOf } from '../terms/object-ref';
import { OptionsError } from '../terms/options-error';
import { LabelIndex } from './label-index';
import { isClusterScoped } from './manifest';
import type { Labels } from './objects';
import { viewOf } from './view';

/** What exists although the input does not hold it: the option `external`, read. */
export class ExternalObjects {
  private readonly keys = new Set<string>();
  private readonly kinds = new Set<string>();
  private readonly places = new Set<string>();
  private readonly pods = new LabelIndex<Labels>((labels) => labels);

  /** @throws OptionsError for an entry that names no object. */
  constructor(entries: readonly string[]) {
    for (const [index, entry] of entries.entries()) this.add(entry, `external[${index}]`);
  }

  /** Whether an object exists; `namespace` is left out for cluster-scoped ones. */
  has(kind: string, namespace: string | undefined, name: string): boolean {
    return this.keys.has(`${kind}/${keyOf(namespace, name)}`);
  }

  /** Whether any object of a kind exists. */
  hasAny(kind: string): boolean {
    return this.kinds.has(kind);
  }

  /** Whether any object of a kind exists in a namespace. */
  hasAnyIn(kind: string, namespace: string): boolean {
    return this.places.has(`${kind}/${namespace}`);
  }

  /** Whether a Service's selector selects Pods. */
  selects(namespace: string, selector: Labels): boolean {
    return this.pods.select(namespace, selector).length > 0;
  }

  private add(entry: string, option: string): void {
    const form = typeof entry === 'string' ? ENTRY.exec(entry)?.groups : undefined;
    if (form === undefined) throw new OptionsError(option, entry, BOUND, REMEDY);
    const { kind = '', namespace, name = '', labels } = form;
    this.kinds.add(kind);
    if (namespace !== undefined) this.places.add(`${kind}/${namespace}`);
    if (labels !== undefined) {
      if (kind !== 'Pod') throw new OptionsError(option, entry, 'has labels, which only Pods are found by', REMEDY);
      const pairs = labels.split(',');
      if (!pairs.every((pair) => PAIR.test(pair))) throw new OptionsError(option, entry, BOUND, REMEDY);
      this.pods.add(name, Object.fromEntries(pairs.map(split)));
      return;
    }
    if ((namespace === undefined) !== isClusterScoped(kind)) throw new OptionsError(option, entry, BOUND, REMEDY);
    this.keys.add(`${kind}/${keyOf(namespace, name)}`);
  }
}

const ENTRY = /^(?<kind>[A-Z][A-Za-z0-9]*)\/(?:(?<namespace>[^/?]+)\/)?(?<name>[^/?]+)(?:\?(?<labels>.+))?$/;
const PAIR = /^[^=]+=/;
const BOUND = 'does not name an object';
const REMEDY =
  'write Kind/namespace/name (Service/shop/payments), Kind/name for cluster-scoped kinds (IngressClass/nginx), or Pod/namespace?label=value';

function split(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}

/**
 * The external objects of a cluster; the same object for the same options.
 *
 * @throws OptionsError for entries that name no object
 */
export function externalsOf({ external }: { readonly external: readonly string[] }): ExternalObjects {
  return readOnce(external);
}

const readOnce = viewOf((entries: readonly string[]) => new ExternalObjects(entries));

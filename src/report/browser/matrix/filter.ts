import type { Mark } from '../../../probes/marks';
import type { PageProbe } from '../../page-data';

/** Which probes are shown. */
export interface Filter {
  /** '' shows those of all. */
  readonly namespace: string;
  readonly kind: string;
  readonly hidden: ReadonlySet<Mark>;
  readonly search: string;
}

export function matching(
  probes: readonly PageProbe[],
  { namespace, kind, hidden, search }: Filter,
): readonly PageProbe[] {
  const words = search.toLowerCase();
  return probes.filter((probe) => {
    if (hidden.has(probe.mark)) return false;
    const [ofKind, ofNamespace] = partsOf(probe);
    if (namespace !== '' && ofNamespace !== namespace) return false;
    if (kind !== '' && ofKind !== kind) return false;
    return words === '' || textOf(probe).includes(words);
  });
}

/** Kind and namespace of what is probed. */
export function partsOf({ object = '' }: PageProbe): readonly [kind: string, namespace: string] {
  const [kind = '', namespace = '', name] = object.split('/');
  return [kind, name === undefined ? '' : namespace];
}

const texts = new WeakMap<PageProbe, string>();

/** Everything that can be looked for, put together once. */
function textOf(probe: PageProbe): string {
  const known = texts.get(probe);
  if (known !== undefined) return known;
  const { subject, row, client, from, observed, object = '' } = probe;
  const text = [subject, row, client, from, observed, object].join('\n').toLowerCase();
  texts.set(probe, text);
  return text;
}

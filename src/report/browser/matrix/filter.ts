import type { Mark } from '../../../probes/marks';
import type { PageProbe } from '../../page-data';

/** Which probes are shown. */
export interface Filter {
  /** '' shows those of all. */
  readonly namespace: string;
  readonly kind: string;
  /** Rows with a probe of this mark; undefined shows all. */
  readonly only: Mark | undefined;
  readonly search: string;
}

export function matching(
  probes: readonly PageProbe[],
  { namespace, kind, only, search }: Filter,
): readonly PageProbe[] {
  const words = search.toLowerCase();
  const found = probes.filter((probe) => {
    const [ofKind, ofNamespace] = partsOf(probe);
    if (namespace !== '' && ofNamespace !== namespace) return false;
    if (kind !== '' && ofKind !== kind) return false;
    return words === '' || textOf(probe).includes(words);
  });
  if (only === undefined) return found;
  const rows = new Set(found.filter(({ mark }) => mark === only).map(rowOf));
  return found.filter((probe) => rows.has(rowOf(probe)));
}

function rowOf({ subject, row }: PageProbe): string {
  return `${subject}\n${row}`;
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

import { groupOf } from '../../../model/api-kinds';
import type { NetworkModel } from '../../../model/network-model';
import { viewOf } from '../../../model/view';
import { entryOf } from '../../../terms/maps';
import { keyOf } from '../../../terms/object-ref';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';

/** Whether an object is the one that a model has under its name: the last one counts, and its spec may be that of another one as well. */
export function isKept(object: Cursor, { spec }: { readonly spec: unknown }, context: RuleContext): boolean {
  return spec === object.at('spec').value && isLastOfName(object, context);
}

function isLastOfName(object: Cursor, { model, object: { apiVersion, kind, namespace, name } }: RuleContext): boolean {
  const group = groupOf(apiVersion);
  const last = entryOf(lastOnes(model), `${group}/${kind}`, () => {
    const alike = model.objects.filter(({ ref }) => ref.kind === kind && groupOf(ref.apiVersion) === group);
    return new Map(alike.map(({ key, manifest }) => [key, manifest]));
  });
  return last.get(keyOf(namespace, name)) === object.value;
}

const lastOnes = viewOf((_: NetworkModel) => new Map<string, ReadonlyMap<string, unknown>>());

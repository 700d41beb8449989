import type { NetworkModel } from '../../../model/network-model';
import { isSystemNamespace } from '../../../model/system-namespaces';
import { isObject } from '../../../terms/json';
import { viewOf } from '../../../model/view';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';

/**
 * Whether two namespaces may be one and the same: that of objects which name none, where nobody said which it is, and the
 * only one that others name. `helm template --namespace prod` leaves it out of what the chart leaves it out of.
 */
export function mayBeOneNamespace({ model, cluster }: RuleContext, a: string, b: string): boolean {
  if (!cluster.assumed.has('namespace')) return false;
  const named = onlyNamed(model);
  const pair = [model.defaultNamespace, named];
  return named !== undefined && a !== b && pair.includes(a) && pair.includes(b);
}

/** Whether an object that names no namespace may go to another one than the default. */
export function mayBeElsewhere(object: Cursor, { model, cluster }: RuleContext): boolean {
  const named = object.at('metadata', 'namespace').text !== '';
  return !named && cluster.assumed.has('namespace') && onlyNamed(model) !== undefined;
}

/** What to do where namespaces may be one. */
export function sayNamespace({ model }: RuleContext): string {
  return `Say which namespace objects that name none go to: --namespace ${onlyNamed(model) ?? model.defaultNamespace}.`;
}

const onlyNamed = viewOf(({ objects, defaultNamespace }: NetworkModel): string | undefined => {
  const named = new Set(
    objects.flatMap(({ ref, manifest }) =>
      ref.namespace !== undefined && isObject(manifest.metadata) && manifest.metadata.namespace === ref.namespace
        ? [ref.namespace]
        : [],
    ),
  );
  const [only, ...others] = [...named].filter((name) => name !== defaultNamespace && !isSystemNamespace(name));
  return others.length > 0 ? undefined : only;
});

import { onlyNamespaceNamed } from '../../../model/elsewhere/world';
import type { World } from '../../../model/elsewhere/world';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';

/** What a rule knows of what is made elsewhere. */
export function worldOf({ model, cluster }: RuleContext): World {
  return { model, external: cluster.external, isNamespaceAssumed: cluster.assumed.has('namespace') };
}

/** Whether an object that names no namespace may go to another one than the default. */
export function mayBeElsewhere(object: Cursor, { model, cluster }: RuleContext): boolean {
  const named = object.at('metadata', 'namespace').text !== '';
  return !named && cluster.assumed.has('namespace') && onlyNamespaceNamed(model) !== undefined;
}

/** What to do where namespaces may be one. */
export function sayNamespace({ model }: RuleContext): string {
  return `Say which namespace objects that name none go to: --namespace ${onlyNamespaceNamed(model) ?? model.defaultNamespace}.`;
}

import type { NetworkModel } from '../../../model/network-model';
import type { Policy } from '../../../model/network-policies';
import { policiesOf } from '../../../model/network-policies';
import { viewOf } from '../../../model/view';
import { keyOf } from '../../../terms/object-ref';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';
import { isKept } from './kept';

/** The NetworkPolicy that is being judged; undefined where another one of its name counts in its place. */
export function policyAt(object: Cursor, context: RuleContext): Policy | undefined {
  const {
    model,
    object: { namespace, name },
  } = context;
  const policy = policiesByKey(model).get(keyOf(namespace, name));
  return policy !== undefined && isKept(object, policy.source, context) ? policy : undefined;
}

const policiesByKey = viewOf((model: NetworkModel) => new Map(policiesOf(model).map((policy) => [policy.key, policy])));

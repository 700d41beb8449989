import type { StagedRule } from '../rule';
import { bundle } from './bundle';
import { expressions } from './expressions';
import { listKeys } from './list-keys';
import { schema } from './schema';
import { unreadExpression } from './unread-expression';
import { version } from './version';

/** Rules about custom resources whose definition is known. */
export const customResourceRules: readonly StagedRule[] = [
  version,
  schema,
  listKeys,
  expressions,
  unreadExpression,
  bundle,
];

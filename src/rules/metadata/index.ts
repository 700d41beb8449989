import type { StagedRule } from '../rule';
import { annotations } from './annotations';
import { duplicateOwner } from './duplicate-owner';
import { finalizerPrefix } from './finalizer-prefix';
import { finalizers } from './finalizers';
import { generation } from './generation';
import { labels } from './labels';
import { name } from './name';
import { namespace } from './namespace';
import { ownerReferences } from './owner-references';
import { resourceVersion } from './resource-version';
import { uniqueName } from './unique-name';

/** Rules about `metadata`, which every object has. */
export const metadataRules: readonly StagedRule[] = [
  name,
  namespace,
  generation,
  labels,
  annotations,
  ownerReferences,
  finalizers,
  resourceVersion,
  uniqueName,
  duplicateOwner,
  finalizerPrefix,
];

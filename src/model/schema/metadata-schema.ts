import { list, STRING_MAP, struct } from './schema';

const OWNER_REFERENCE = struct('OwnerReference', {
  apiVersion: 'string',
  kind: 'string',
  name: 'string',
  uid: { string: 'types.UID' },
  controller: 'boolean',
  blockOwnerDeletion: 'boolean',
});

const MANAGED_FIELDS_ENTRY = struct('ManagedFieldsEntry', {
  manager: 'string',
  operation: 'string',
  apiVersion: 'string',
  time: 'time',
  fieldsType: 'string',
  fieldsV1: 'any',
  subresource: 'string',
});

/** `metadata` of every object. */
export const OBJECT_META = struct('ObjectMeta', {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  selfLink: 'string',
  uid: { string: 'types.UID' },
  resourceVersion: 'string',
  generation: 'int64',
  creationTimestamp: 'time',
  deletionTimestamp: 'time',
  deletionGracePeriodSeconds: 'int64',
  labels: STRING_MAP,
  annotations: STRING_MAP,
  ownerReferences: list(OWNER_REFERENCE),
  finalizers: list('string'),
  managedFields: list(MANAGED_FIELDS_ENTRY),
});

/** The fields of every object of a kind whose others are not looked at. */
export const TYPE_AND_META = { apiVersion: 'string', kind: 'string', metadata: OBJECT_META } as const;

/** `metav1.Condition` */
export const CONDITION = struct('Condition', {
  type: 'string',
  status: 'string',
  observedGeneration: 'int64',
  lastTransitionTime: 'time',
  reason: 'string',
  message: 'string',
});

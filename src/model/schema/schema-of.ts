import { ENDPOINT_SLICE } from './endpoint-slice-schema';
import { ENDPOINTS } from './endpoints-schema';
import { INGRESS, INGRESS_CLASS } from './ingress-schema';
import { TYPE_AND_META } from './metadata-schema';
import {
  CONFIG_MAP,
  CRON_JOB,
  controllerSchema,
  JOB,
  NETWORK_POLICY,
  POD,
  REPLICATION_CONTROLLER,
  SECRET,
} from './pod-schema';
import type { StructType } from './schema';
import { openStruct } from './schema';
import { SERVICE } from './service-schema';

const SCHEMAS: Readonly<Record<string, StructType>> = {
  ConfigMap: CONFIG_MAP,
  CronJob: CRON_JOB,
  DaemonSet: controllerSchema('DaemonSet'),
  Deployment: controllerSchema('Deployment'),
  Endpoints: ENDPOINTS,
  EndpointSlice: ENDPOINT_SLICE,
  Ingress: INGRESS,
  IngressClass: INGRESS_CLASS,
  Job: JOB,
  NetworkPolicy: NETWORK_POLICY,
  Pod: POD,
  ReplicaSet: controllerSchema('ReplicaSet'),
  ReplicationController: REPLICATION_CONTROLLER,
  Secret: SECRET,
  Service: SERVICE,
  StatefulSet: controllerSchema('StatefulSet'),
};

/** Every object has metadata; nothing else is known of the kinds that are not in the list. */
const OTHER = openStruct('Object', TYPE_AND_META);

/** The schema of a kind of Kubernetes itself, or that of any object for `undefined` and other kinds. */
export function schemaOf(kind: string | undefined): StructType {
  return (kind !== undefined && Object.hasOwn(SCHEMAS, kind) ? SCHEMAS[kind] : undefined) ?? OTHER;
}

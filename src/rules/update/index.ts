import type { UpdateRule } from '../update-rule';
import { endpointSliceAddressType } from './endpoint-slice-address-type';
import { healthCheckNodePort } from './health-check-node-port';
import { immutableData } from './immutable-data';
import { ingressClassController } from './ingress-class-controller';
import { job } from './job';
import { loadBalancerClass } from './load-balancer-class';
import { persistentVolumeClaim } from './persistent-volume-claim';
import { pod } from './pod';
import { priorityClass } from './priority-class';
import { roleRef } from './role-ref';
import { secretType } from './secret-type';
import { serviceClusterIP } from './service-cluster-ip';
import { serviceIPFamily } from './service-ip-family';
import { statefulSet } from './stateful-set';
import { statefulSetStrategy } from './stateful-set-strategy';
import { storageClass } from './storage-class';
import { workloadSelector } from './workload-selector';

/** What the API server refuses of an update, beside all that it refuses of the object itself. */
export const UPDATE_RULES: readonly UpdateRule[] = [
  serviceClusterIP,
  serviceIPFamily,
  loadBalancerClass,
  healthCheckNodePort,
  endpointSliceAddressType,
  ingressClassController,
  workloadSelector,
  statefulSet,
  statefulSetStrategy,
  job,
  pod,
  secretType,
  immutableData,
  persistentVolumeClaim,
  storageClass,
  priorityClass,
  roleRef,
];

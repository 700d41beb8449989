import type { StagedRule } from '../rule';
import { activeDeadline } from './active-deadline';
import { podAddressFormat } from './address-format';
import { containerName } from './container-name';
import { containerPort } from './container-port';
import { containerRestartPolicy } from './container-restart-policy';
import { containers } from './containers';
import { dnsConfig } from './dns-config';
import { dnsPolicy } from './dns-policy';
import { envDuplicate } from './env-duplicate';
import { envFrom } from './env-from';
import { envName } from './env-name';
import { envValueFrom } from './env-value-from';
import { gracePeriod } from './grace-period';
import { handlerHttp } from './handler-http';
import { handlerPort } from './handler-port';
import { handlerType } from './handler-type';
import { hostAliasDuplicate } from './host-alias-duplicate';
import { hostAliases } from './host-aliases';
import { hostIP } from './host-ip';
import { hostNetwork } from './host-network';
import { hostPort } from './host-port';
import { hostname } from './hostname';
import { image } from './image';
import { initContainerProbes } from './init-container-probes';
import { nodeAffinity } from './node-affinity';
import { nodeLabelDeprecated } from './node-label-deprecated';
import { nodeName } from './node-name';
import { nodeSelector } from './node-selector';
import { portDuplicate } from './port-duplicate';
import { containerPortName } from './port-name';
import { portNameDuplicate } from './port-name-duplicate';
import { portProtocol } from './port-protocol';
import { probeTiming } from './probe-timing';
import { readinessGates } from './readiness-gates';
import { restartPolicy } from './restart-policy';
import { sleep } from './sleep';
import { tolerations } from './tolerations';

/** What the API server says of Pods, and of the Pod templates of workloads: when it validates, and what it only warns of. */
export const podRules: readonly StagedRule[] = [
  containers,
  containerName,
  image,
  containerPortName,
  containerPort,
  hostPort,
  portProtocol,
  envName,
  envValueFrom,
  envFrom,
  handlerType,
  handlerPort,
  handlerHttp,
  sleep,
  probeTiming,
  initContainerProbes,
  containerRestartPolicy,
  hostNetwork,
  restartPolicy,
  dnsPolicy,
  nodeSelector,
  nodeAffinity,
  dnsConfig,
  readinessGates,
  nodeName,
  activeDeadline,
  hostname,
  tolerations,
  hostAliases,

  nodeLabelDeprecated,
  hostAliasDuplicate,
  envDuplicate,
  hostIP,
  portDuplicate,
  portNameDuplicate,
  gracePeriod,
  podAddressFormat,
];

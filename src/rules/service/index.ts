import type { StagedRule } from '../rule';
import { addressFormat } from './address-format';
import { allocateLoadBalancerNodePorts } from './allocate-load-balancer-node-ports';
import { appProtocol } from './app-protocol';
import { clusterIPOwner } from './cluster-ip-owner';
import { clusterIPRange } from './cluster-ip-range';
import { clusterIPTaken } from './cluster-ip-taken';
import { clusterIPs } from './cluster-ips';
import { externalIPs } from './external-ips';
import { externalIPsDeprecated } from './external-ips-deprecated';
import { externalName } from './external-name';
import { externalNameAddresses } from './external-name-addresses';
import { externalTrafficPolicy } from './external-traffic-policy';
import { headlessIgnored } from './headless-ignored';
import { headlessType } from './headless-type';
import { healthCheckNodePort } from './health-check-node-port';
import { healthCheckNodePortAllocation } from './health-check-node-port-allocation';
import { internalTrafficPolicy } from './internal-traffic-policy';
import { ipFamilyAvailable } from './ip-family-available';
import { loadBalancerClass } from './load-balancer-class';
import { nodePortRange } from './node-port-range';
import { nodePortTaken } from './node-port-taken';
import { nodePortType } from './node-port-type';
import { nodePortUnique } from './node-port-unique';
import { portName } from './port-name';
import { portRange } from './port-range';
import { portUnique } from './port-unique';
import { portsRequired } from './ports-required';
import { preferCloseDeprecated } from './prefer-close-deprecated';
import { protocol } from './protocol';
import { rangeExhausted } from './range-exhausted';
import { selector } from './selector';
import { sessionAffinity } from './session-affinity';
import { singleStack } from './single-stack';
import { sourceRanges } from './source-ranges';
import { sourceRangesAnnotation } from './source-ranges-annotation';
import { targetPort } from './target-port';
import { topologyAnnotations } from './topology-annotations';
import { topologyHintsDeprecated } from './topology-hints-deprecated';
import { trafficDistribution } from './traffic-distribution';
import { type } from './type';
import { typeIgnored } from './type-ignored';

/** What the API server says of Services: when it allocates, when it validates, and what it only warns of. */
export const serviceRules: readonly StagedRule[] = [
  clusterIPs,
  singleStack,
  ipFamilyAvailable,
  clusterIPRange,
  clusterIPTaken,
  clusterIPOwner,
  nodePortRange,
  nodePortTaken,
  rangeExhausted,
  healthCheckNodePortAllocation,

  type,
  portsRequired,
  headlessType,
  externalNameAddresses,
  externalName,
  portName,
  portRange,
  protocol,
  targetPort,
  appProtocol,
  portUnique,
  nodePortType,
  nodePortUnique,
  selector,
  sessionAffinity,
  externalIPs,
  sourceRanges,
  sourceRangesAnnotation,
  allocateLoadBalancerNodePorts,
  loadBalancerClass,
  externalTrafficPolicy,
  healthCheckNodePort,
  internalTrafficPolicy,
  trafficDistribution,
  topologyAnnotations,

  topologyHintsDeprecated,
  addressFormat,
  headlessIgnored,
  typeIgnored,
  externalIPsDeprecated,
  preferCloseDeprecated,
];

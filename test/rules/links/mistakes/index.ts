import { albTargetType } from './alb-target-type';
import { dnsPolicy } from './dns-policy';
import { endpointClusterIP } from './endpoint-cluster-ip';
import { endpointSlicePort } from './endpoint-slice-port';
import { endpointSliceSelector } from './endpoint-slice-selector';
import { endpointSliceService } from './endpoint-slice-service';
import { endpointSliceWithoutPorts } from './endpoint-slice-without-ports';
import { endpointsOverwritten } from './endpoints-overwritten';
import { externalNameAddress } from './external-name-address';
import { externalNameBackend } from './external-name-backend';
import { externalNamePorts } from './external-name-ports';
import { externalNameTarget } from './external-name-target';
import { headlessPortMapping } from './headless-port-mapping';
import { hostPortNodePort } from './host-port-node-port';
import { hostPortReplicas } from './host-port-replicas';
import { hostPortTaken } from './host-port-taken';
import { ingressBackendPort } from './ingress-backend-port';
import { ingressBackendProtocol } from './ingress-backend-protocol';
import { ingressBackendService } from './ingress-backend-service';
import { ingressClassDefaults } from './ingress-class-defaults';
import { ingressClassMissing } from './ingress-class-missing';
import { ingressClassUnknown } from './ingress-class-unknown';
import { ingressPathDuplicate } from './ingress-path-duplicate';
import { ingressPathRegex } from './ingress-path-regex';
import { ingressPathShadowed } from './ingress-path-shadowed';
import { ingressRewriteGroups } from './ingress-rewrite-groups';
import { kubernetesService } from './kubernetes-service';
import { loadBalancerAddressTaken } from './load-balancer-address-taken';
import { loadBalancerProvider } from './load-balancer-provider';
import { localPolicyWithoutEndpoint } from './local-policy-without-endpoint';
import type { Mistake } from './mistake';
import { mistake } from './mistake';
import { networkPolicyDeniesDns } from './network-policy-denies-dns';
import { networkPolicyDeniesPort } from './network-policy-denies-port';
import { networkPolicyEgressPort } from './network-policy-egress-port';
import { podDnsName } from './pod-dns-name';
import { podOrdinal } from './pod-ordinal';
import { portNameAmbiguous } from './port-name-ambiguous';
import { protocolMismatch } from './protocol-mismatch';
import { publishNotReady } from './publish-not-ready';
import { readinessGate } from './readiness-gate';
import { readinessNever } from './readiness-never';
import { samePortTwoProtocols } from './same-port-two-protocols';
import { scaledToZero } from './scaled-to-zero';
import { selectorMatchesNothing } from './selector-matches-nothing';
import { selectorMatchesSeveralWorkloads } from './selector-matches-several-workloads';
import { serviceVariablesCollide } from './service-variables-collide';
import { serviceVariablesOrder } from './service-variables-order';
import { externalName } from './service/external-name';
import { nodePortRange } from './service/node-port-range';
import { nodePortTaken } from './service/node-port-taken';
import { portName } from './service/port-name';
import { sourceRangesFamily } from './source-ranges-family';
import { sourceRangesNodePort } from './source-ranges-node-port';
import { statefulSetHostname } from './stateful-set-hostname';
import { targetPortName } from './target-port-name';
import { targetPortUndeclared } from './target-port-undeclared';
import { tlsCertificate } from './tls-certificate';
import { tlsCertificateExpired } from './tls-certificate-expired';
import { tlsCertificateHost } from './tls-certificate-host';
import { tlsHostTwoSecrets } from './tls-host-two-secrets';
import { tlsHostUncovered } from './tls-host-uncovered';
import { tlsSecretKeys } from './tls-secret-keys';
import { tlsSecretMissing } from './tls-secret-missing';

export const MISTAKES: readonly Mistake[] = [
  mistake('1 the selector matches no Pod of the namespace', selectorMatchesNothing),
  mistake('2 a named targetPort that no selected container has', targetPortName),
  mistake('3 a numeric targetPort that no container declares', targetPortUndeclared),
  mistake('4 a nodePort outside the range, or taken by another Service', nodePortRange, nodePortTaken),
  mistake('5 several ports without names', portName),
  mistake('6 the same port with TCP and UDP', samePortTwoProtocols),
  mistake('7 a traffic policy Local where a node with clients has no endpoint', localPolicyWithoutEndpoint),
  mistake(
    '8 an ExternalName with an address, a URL, a port mapping, or behind an Ingress',
    externalNameAddress,
    externalName,
    externalNamePorts,
    externalNameBackend,
    externalNameTarget,
  ),
  mistake('9 headless with port and targetPort that differ', headlessPortMapping),
  mistake(
    '10 an Ingress without a class when there is no default, or with an unknown one',
    ingressClassMissing,
    ingressClassUnknown,
  ),
  mistake(
    '11 a backend port that is the targetPort or nodePort, or a name that does not exist',
    ingressBackendPort,
    ingressBackendProtocol,
  ),
  mistake('12 a backend Service in another namespace', ingressBackendService),
  mistake('13 a regular expression as a path under Prefix or Exact', ingressPathRegex),
  mistake(
    '14 the same host and path in two Ingresses, or a path in the shadow of another',
    ingressPathDuplicate,
    ingressPathShadowed,
  ),
  mistake(
    '15 TLS hosts that cover no rule, a Secret that is not in the namespace',
    tlsHostUncovered,
    tlsSecretMissing,
    tlsSecretKeys,
  ),
  mistake("16 variables of a Service that collide with the container's own", serviceVariablesCollide),
  mistake('17 variables used by a Pod that starts before the Service exists', serviceVariablesOrder),
  mistake('18 a LoadBalancer with no provider on the target', loadBalancerProvider),
  mistake('19 readiness that can never become true', readinessNever),
  mistake('20 the protocols of Service and container port differ', protocolMismatch),
  mistake('21 the labels of two workloads matched by accident', selectorMatchesSeveralWorkloads),
  mistake(
    '22 a NetworkPolicy that denies DNS or the port',
    networkPolicyDeniesDns,
    networkPolicyEgressPort,
    networkPolicyDeniesPort,
  ),
  mistake('endpoints by hand that do not belong to the Service', endpointSlicePort, endpointSliceService),
  mistake(
    'endpoints by hand that nobody uses, or that are none',
    endpointSliceWithoutPorts,
    endpointSliceSelector,
    endpointsOverwritten,
    endpointClusterIP,
  ),
  mistake(
    'a certificate that no server can use, or that clients refuse',
    tlsCertificate,
    tlsCertificateExpired,
    tlsCertificateHost,
    tlsHostTwoSecrets,
  ),
  mistake(
    'Pods of a StatefulSet that do not exist, or are called otherwise',
    podOrdinal,
    podDnsName,
    statefulSetHostname,
  ),
  mistake('one name for ports of two containers', portNameAmbiguous),
  mistake('Pods that are not there yet, or not ready', scaledToZero, publishNotReady, readinessGate),
  mistake('a port of a node for two', hostPortNodePort, hostPortTaken, hostPortReplicas),
  mistake(
    'an address of a load balancer for two, or open beside it',
    loadBalancerAddressTaken,
    sourceRangesFamily,
    sourceRangesNodePort,
  ),
  mistake('the Service of the API server', kubernetesService),
  mistake('an Ingress that its controller serves otherwise', ingressClassDefaults, ingressRewriteGroups, albTargetType),
  mistake('a name of a Service, where nobody asks the cluster DNS', dnsPolicy),
];

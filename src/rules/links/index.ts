import type { StagedRule } from '../rule';
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
import { gatewayBackendPort } from './gateway-backend-port';
import { gatewayBackendService } from './gateway-backend-service';
import { gatewayBackendTls } from './gateway-backend-tls';
import { gatewayCertificate } from './gateway-certificate';
import { gatewayCertificateMissing } from './gateway-certificate-missing';
import { gatewayClass } from './gateway-class';
import { gatewayExpression } from './gateway-expression';
import { gatewayGrpcHost } from './gateway-grpc-host';
import { gatewayHttpRedirect } from './gateway-http-redirect';
import { gatewayListenerConflict } from './gateway-listener-conflict';
import { gatewayListenerKinds } from './gateway-listener-kinds';
import { gatewayListenerSet } from './gateway-listener-set';
import { gatewayMatchDuplicate } from './gateway-match-duplicate';
import { gatewayNamespaceSelector } from './gateway-namespace-selector';
import { gatewayRedirectLoop } from './gateway-redirect-loop';
import { gatewayReferenceGrant } from './gateway-reference-grant';
import { gatewayRouteHostname } from './gateway-route-hostname';
import { gatewayRouteNotAllowed } from './gateway-route-not-allowed';
import { gatewayRouteParent } from './gateway-route-parent';
import { gatewayRouteSection } from './gateway-route-section';
import { gatewayWeights } from './gateway-weights';
import { headlessPortMapping } from './headless-port-mapping';
import { hostPortNodePort } from './host-port-node-port';
import { hostPortReplicas } from './host-port-replicas';
import { hostPortTaken } from './host-port-taken';
import { ingressBackendPort } from './ingress-backend-port';
import { ingressBackendProtocol } from './ingress-backend-protocol';
import { ingressBackendResource } from './ingress-backend-resource';
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
import { networkPolicyDeniesDns } from './network-policy-denies-dns';
import { networkPolicyDeniesPort } from './network-policy-denies-port';
import { networkPolicyEgressPort } from './network-policy-egress-port';
import { networkPolicyIgnoredRules } from './network-policy-ignored-rules';
import { networkPolicyNobody } from './network-policy-nobody';
import { networkPolicyOneFamily } from './network-policy-one-family';
import { networkPolicyServiceAddress } from './network-policy-service-address';
import { networkPolicyShutsOut } from './network-policy-shuts-out';
import { nginxAnnotationUnknown } from './nginx-annotation-unknown';
import { nginxAnnotationValue } from './nginx-annotation-value';
import { nginxCanaryAlone } from './nginx-canary-alone';
import { nginxLocationDuplicate } from './nginx-location-duplicate';
import { nginxPathCharacters } from './nginx-path-characters';
import { nginxPathPattern } from './nginx-path-pattern';
import { nginxPathsTurned } from './nginx-paths-turned';
import { nginxRedirectLoop } from './nginx-redirect-loop';
import { nginxTlsUnnamed } from './nginx-tls-unnamed';
import { podDnsName } from './pod-dns-name';
import { podOrdinal } from './pod-ordinal';
import { podSubdomain } from './pod-subdomain';
import { portNameAmbiguous } from './port-name-ambiguous';
import { protocolMismatch } from './protocol-mismatch';
import { publishNotReady } from './publish-not-ready';
import { readinessGate } from './readiness-gate';
import { readinessNever } from './readiness-never';
import { samePortTwoProtocols } from './same-port-two-protocols';
import { scaledToZero } from './scaled-to-zero';
import { selectorEmpty } from './selector-empty';
import { selectorMatchesNothing } from './selector-matches-nothing';
import { selectorMatchesSeveralWorkloads } from './selector-matches-several-workloads';
import { serviceVariablesCollide } from './service-variables-collide';
import { serviceVariablesOrder } from './service-variables-order';
import { sourceRangesFamily } from './source-ranges-family';
import { sourceRangesNodePort } from './source-ranges-node-port';
import { statefulSetHostname } from './stateful-set-hostname';
import { statefulSetService } from './stateful-set-service';
import { targetPortName } from './target-port-name';
import { targetPortUndeclared } from './target-port-undeclared';
import { tlsCertificate } from './tls-certificate';
import { tlsCertificateExpired } from './tls-certificate-expired';
import { tlsCertificateHost } from './tls-certificate-host';
import { tlsHostTwoSecrets } from './tls-host-two-secrets';
import { tlsHostUncovered } from './tls-host-uncovered';
import { tlsSecretKeys } from './tls-secret-keys';
import { tlsSecretMissing } from './tls-secret-missing';

/** Mistakes across objects, which the API server accepts in silence: Services, then Ingresses and Gateways, then what stands behind them. */
export const linkRules: readonly StagedRule[] = [
  kubernetesService,
  selectorEmpty,
  selectorMatchesNothing,
  selectorMatchesSeveralWorkloads,
  podOrdinal,
  scaledToZero,
  publishNotReady,
  targetPortName,
  portNameAmbiguous,
  targetPortUndeclared,
  protocolMismatch,
  samePortTwoProtocols,
  localPolicyWithoutEndpoint,
  externalNameAddress,
  externalNameTarget,
  externalNamePorts,
  headlessPortMapping,
  loadBalancerProvider,
  loadBalancerAddressTaken,
  sourceRangesFamily,
  sourceRangesNodePort,
  ingressClassMissing,
  ingressClassUnknown,
  ingressClassDefaults,
  ingressBackendService,
  ingressBackendPort,
  ingressBackendProtocol,
  ingressBackendResource,
  externalNameBackend,
  ingressPathRegex,
  ingressPathDuplicate,
  ingressPathShadowed,
  ingressRewriteGroups,
  albTargetType,
  nginxAnnotationUnknown,
  nginxAnnotationValue,
  nginxCanaryAlone,
  nginxLocationDuplicate,
  nginxPathCharacters,
  nginxPathPattern,
  nginxPathsTurned,
  nginxRedirectLoop,
  nginxTlsUnnamed,
  gatewayClass,
  gatewayRouteParent,
  gatewayRouteSection,
  gatewayRouteNotAllowed,
  gatewayRouteHostname,
  gatewayListenerConflict,
  gatewayListenerKinds,
  gatewayListenerSet,
  gatewayCertificateMissing,
  gatewayCertificate,
  gatewayBackendService,
  gatewayBackendPort,
  gatewayReferenceGrant,
  gatewayWeights,
  gatewayExpression,
  gatewayMatchDuplicate,
  gatewayNamespaceSelector,
  gatewayRedirectLoop,
  gatewayHttpRedirect,
  gatewayGrpcHost,
  gatewayBackendTls,
  tlsHostUncovered,
  tlsSecretMissing,
  tlsSecretKeys,
  tlsCertificate,
  tlsCertificateHost,
  tlsCertificateExpired,
  tlsHostTwoSecrets,
  endpointSliceService,
  endpointSlicePort,
  endpointSliceWithoutPorts,
  endpointSliceSelector,
  endpointsOverwritten,
  endpointClusterIP,
  readinessNever,
  readinessGate,
  hostPortNodePort,
  hostPortTaken,
  hostPortReplicas,
  podDnsName,
  dnsPolicy,
  serviceVariablesCollide,
  serviceVariablesOrder,
  statefulSetService,
  statefulSetHostname,
  podSubdomain,
  networkPolicyDeniesDns,
  networkPolicyDeniesPort,
  networkPolicyEgressPort,
  networkPolicyNobody,
  networkPolicyOneFamily,
  networkPolicyServiceAddress,
  networkPolicyShutsOut,
  networkPolicyIgnoredRules,
];

export { type Config, defineConfig } from './config/config';
export { ConfigError } from './config/config-error';
export type { Diagnostic, DiagnosticKind, DiagnosticSource, Severity, SourcePosition } from './diagnostics/diagnostic';
export { DiagnosticError } from './diagnostics/diagnostic-error';
export { formatText } from './diagnostics/format-text';
export type { Manifest } from './model/manifest';
export type { JsonObject } from './terms/json';
export { ManifestError } from './model/manifest-error';
export { NetworkModel, type NetworkModelOptions } from './model/network-model';
export { parseManifests } from './model/parse-manifests';
export { route, type LostRoute, type RouteAnswer, type RouteOptions, RouteUrlError } from './model/route';
export type { IngressRoute } from './model/route-table';
export { NetworkValidation } from './plugin/network-validation';
export type { PluginProperties } from './plugin/properties';
export type { Acknowledgement } from './rules/acknowledgement';
export { checkManifests } from './rules/check-manifests';
export type { CheckOptions } from './rules/check-options';
export type { ClusterFeature, ClusterOptions, GatewayApiOptions } from './rules/cluster-options';
export type { GatewayChannel } from './model/schema/custom/gateway-definitions';
export { OptionsError } from './terms/options-error';
export type { Severities } from './rules/severities';
export type { ObjectRef } from './terms/object-ref';

export { acknowledge } from './constructs/acknowledge';
export {
  ClusterIPService,
  type ClusterIPServiceProps,
  type ClusterServiceProps,
} from './constructs/cluster-ip-service';
export {
  Connectivity,
  type IntentDestination,
  type IntentSource,
  node,
  outside,
  type PolicyOptions,
} from './constructs/connectivity';
export { ConstructError, type ConstructErrorDetails } from './constructs/construct-error';
export { Diagnostics } from './constructs/diagnostics';
export { type EndpointPortProps, EndpointSlice, type EndpointSliceProps } from './constructs/endpoint-slice';
export { ExternalNameService, type ExternalNameServiceProps } from './constructs/external-name-service';
export { HeadlessService, type HeadlessServiceProps } from './constructs/headless-service';
export {
  type HostedIngressPath,
  Ingress,
  type IngressPath,
  type IngressProps,
  type IngressRule,
  type IngressUrlOptions,
} from './constructs/ingress';
export type { IngressBackend, ResourceBackend, ServiceBackend } from './constructs/ingress-backend';
export { IngressClass, type IngressClassParameters, type IngressClassProps } from './constructs/ingress-class';
export { LoadBalancerService, type LoadBalancerServiceProps } from './constructs/load-balancer-service';
export { NodePortService, type NodePortServiceProps } from './constructs/node-port-service';
export {
  type DnsOptions,
  type EgressRule,
  NetworkPolicy,
  type NetworkPolicyProps,
} from './constructs/policies/network-policy';
export type { NamespaceSelection } from './constructs/policies/namespaces';
export type { IPBlockPeer, NetworkPolicyPeer, PodPeer } from './constructs/policies/peers';
export type { PodSelection } from './constructs/policies/pods';
export type {
  EveryPort,
  NamedContainerPort,
  NetworkPolicyPort,
  NumberedContainerPort,
} from './constructs/policies/ports';
export type { NetworkPolicyEgressRule, NetworkPolicyIngressRule } from './constructs/policies/rules';
export type { PodSelector, Selector } from './constructs/selector';
export { Service, type ServicePortRef, type ServiceProps } from './constructs/service';
export type {
  AnyServicePort,
  ExternalNamePortProps,
  NodeServicePortProps,
  PortName,
  ServicePortProps,
} from './constructs/service-port';
export type { HostOptions, UrlOptions } from './constructs/service-url';

export type { NamedBackend, BackendOptions, RouteBackend } from './constructs/gateway/backend';
export {
  BackendTLSPolicy,
  type BackendTLSPolicyProps,
  type CertificateAuthority,
  type SubjectAltName,
} from './constructs/gateway/backend-tls-policy';
export type {
  Cors,
  ExtensionRef,
  GrpcFilter,
  HeaderModifier,
  HeaderValue,
  HttpFilter,
  PathModifier,
  RequestMirror,
  RequestRedirect,
  UrlRewrite,
} from './constructs/gateway/filters';
export { type FrontendTls, Gateway, type GatewayProps, type GatewayTls } from './constructs/gateway/gateway';
export { GatewayClass, type GatewayClassProps } from './constructs/gateway/gateway-class';
export {
  type GRPCMethodMatch,
  GRPCRoute,
  type GRPCRouteMatch,
  type GRPCRouteProps,
  type GRPCRouteRule,
} from './constructs/gateway/grpc-route';
export {
  HTTPRoute,
  type HTTPRouteMatch,
  type HTTPRouteProps,
  type HTTPRouteRule,
  type NamedMatch,
} from './constructs/gateway/http-route';
export type {
  AllowedNamespaces,
  AllowedRoutes,
  CertificateRef,
  HttpListener,
  HttpsListener,
  Listener,
  TerminateTls,
  TlsListener,
  TransportListener,
} from './constructs/gateway/listener';
export { ListenerSet, type ListenerSetProps } from './constructs/gateway/listener-set';
export type { ListenerRef, NamedParent, RouteParent } from './constructs/gateway/parent';
export { ReferenceGrant, type ReferenceGrantProps } from './constructs/gateway/reference-grant';
export { Route, type RouteProps } from './constructs/gateway/route';
export {
  TCPRoute,
  TLSRoute,
  type TLSRouteProps,
  type TransportRouteProps,
  type TransportRule,
  UDPRoute,
} from './constructs/gateway/transport-routes';

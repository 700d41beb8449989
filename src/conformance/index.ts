import '../runtime/disposal';

export type { Budgets } from '../targets/budgets';
export { DEFAULT_BUDGETS } from '../targets/budgets';
export { EmbeddedTarget } from '../targets/embedded/embedded-target';
export type { EmbeddedTargetOptions, StartedEmbeddedTarget } from '../targets/embedded/embedded-target';
export type { EmbeddedDeployment } from '../targets/embedded/embedded-deployment';
export { KindTarget } from '../targets/kind/kind-target';
export type { KindTargetOptions } from '../targets/kind/kind-target';
export { KubeconfigTarget } from '../targets/kubeconfig/kubeconfig-target';
export type { KubeconfigTargetOptions } from '../targets/kubeconfig/kubeconfig-target';
export { cleanup } from '../targets/cluster/cleanup';
export { ClusterError } from '../targets/cluster/cluster-error';
export { compareReports } from './compare';
export type { Deployment, Evidence, Link, StartedTarget, Target } from '../targets/target';
export { IntentError } from '../probes/plan/intent-probes';
export type { Expectation, PlannedProbe } from '../probes/expectation';
export type { Judgement, Result } from '../probes/judge';
export type {
  ConnectionVerdict,
  DnsVerdict,
  EnvVerdict,
  NotRunVerdict,
  Probe,
  ProbeTarget,
  Vantage,
  Verdict,
} from '../probes/probe';
export { explain, type ExplainOptions } from '../explain/explain';
export { ExplainError } from '../explain/explain-error';
export type {
  CandidateFacts,
  CandidateList,
  ClientFacts,
  EndpointFacts,
  Explanation,
  PortFacts,
  RouteFacts,
  RulesFacts,
  ServiceFacts,
} from '../explain/explanation';
export { formatExplanation } from '../explain/format-explanation';
export { diff, type DiffOptions } from '../diff/diff';
export type {
  Answer,
  Difference as NetworkDifference,
  Disruption,
  Exposure,
  FieldChange,
  Kept,
  ReachChange,
  Unknown,
} from '../diff/difference';
export { formatDiff } from '../diff/format-diff';
export { formatMarkdown } from '../diff/format-markdown';
export { formatReport } from './format-report';
export { printReport } from './print-report';
export { type Difference, exitCodeOf, type ProbeReport, type Report, type Summary } from './report';
export { type Progress, verify, type VerifyOptions } from './verify';
export { admitIngress, type IngressQuestion, type IngressRequests, predictIngress } from './predict-ingress';
export type { ObservedAnswer, RecordedRequest } from './observed-answer';
export type { NginxOptions } from '../dataplane/ingress/nginx/settings';

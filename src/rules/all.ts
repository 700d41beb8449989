import { customResourceRules } from './custom-resource';
import { decodeRules } from './decode';
import { endpointSliceRules } from './endpoint-slice';
import { endpointsRules } from './endpoints';
import { ingressRules } from './ingress';
import { ingressClassRules } from './ingress-class';
import { linkRules } from './links';
import { metadataRules } from './metadata';
import { networkPolicyRules } from './network-policy';
import { podRules } from './pod';
import { acknowledgementRules } from './practice/acknowledgement-rules';
import { selectorExpressions } from './practice/selector-expressions';
import { serviceRangeAssumed } from './practice/service-range-assumed';
import type { StagedRule } from './rule';
import { serviceRules } from './service';
import { workloadRules } from './workload';

/** Every rule, in the order in which the API server and then everybody else would find fault. */
export const RULES: readonly StagedRule[] = [
  ...decodeRules,
  ...metadataRules,
  ...customResourceRules,
  ...serviceRules,
  ...ingressRules,
  ...ingressClassRules,
  ...endpointSliceRules,
  ...endpointsRules,
  ...networkPolicyRules,
  ...workloadRules,
  ...podRules,
  ...linkRules,
  selectorExpressions,
  serviceRangeAssumed,
  ...acknowledgementRules,
].map((rule) => Object.freeze({ ...rule, docs: `docs/rules/${rule.id}.md` }));

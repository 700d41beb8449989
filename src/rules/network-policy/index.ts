import type { StagedRule } from '../rule';
import { ipBlock } from './ip-block';
import { ipBlockFormat } from './ip-block-format';
import { policyPort } from './port';

/** What the API server refuses of NetworkPolicies, as far as ports and addresses go. */
export const networkPolicyRules: readonly StagedRule[] = [policyPort, ipBlock, ipBlockFormat];

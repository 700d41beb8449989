import type { StagedRule } from '../rule';
import { ipBlock } from './ip-block';
import { ipBlockFormat } from './ip-block-format';
import { policyPeer } from './peer';
import { policyTypes } from './policy-types';
import { policyPort } from './port';
import { policySelector } from './selector';

/** What the API server refuses of NetworkPolicies. */
export const networkPolicyRules: readonly StagedRule[] = [
  policySelector,
  policyTypes,
  policyPeer,
  policyPort,
  ipBlock,
  ipBlockFormat,
];

import type { Rule } from '../rule';
import { nodePortRange } from './node-port-range';

/** What the API server says of Services. */
export const serviceRules: readonly Rule[] = [nodePortRange];

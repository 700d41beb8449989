import type { Rule } from '../rule';
import { labels } from './labels';

/** Rules about `metadata`, which every object has. */
export const metadataRules: readonly Rule[] = [labels];

import type { StagedRule } from '../rule';
import { controller } from './controller';
import { parameters } from './parameters';

/** What the API server says of IngressClasses. */
export const ingressClassRules: readonly StagedRule[] = [controller, parameters];

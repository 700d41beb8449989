import type { Rule } from '../rule';
import { controller } from './controller';
import { parameters } from './parameters';

/** What the API server says of IngressClasses. */
export const ingressClassRules: readonly Rule[] = [controller, parameters];

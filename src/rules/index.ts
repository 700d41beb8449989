/**
 * Rules: those of this package, and what it takes to write one's own.
 *
 * ```ts
 * import { defineRule } from 'cdk8s-net/rules';
 *
 * export default [
 *   defineRule({
 *     id: 'acme/no-node-ports',
 *     severity: 'error',
 *     kinds: ['Service'],
 *     summary: 'Services are not opened at the nodes.',
 *     why: 'The firewall in front of our nodes lets nothing through.',
 *     fix: 'Use type ClusterIP behind an Ingress.',
 *     passing: [],
 *     failing: [],
 *     *check(service) {
 *       const type = service.at('spec', 'type');
 *       if (type.text === 'NodePort') yield type.forbidden('node ports are closed');
 *     },
 *   }),
 * ];
 * ```
 */
import { RULES as STAGED_RULES } from './all';
import type { Rule } from './rule';

export type { DiagnosticKind, Severity } from '../diagnostics/diagnostic';
export { NetworkModel } from '../model/network-model';
export type { Cluster, ClusterOptions } from './cluster-options';
export { Cursor, type Finding, type Words } from './cursor';
export { failedExamples } from './failed-examples';
export { RuleError } from './own-rules';
export { defineRule, type FailingExample, type Rule, type RuleContext, type RuleExample } from './rule';

/** The rules of this package, with their examples, in the order in which they are applied. */
export const RULES: readonly Rule[] = STAGED_RULES;

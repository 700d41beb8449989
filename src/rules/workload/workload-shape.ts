import { podTemplateSteps } from '../../model/workload';
import type { Cursor } from '../cursor';

/** The Pod template of a workload. */
export function templateOf(workload: Cursor, kind: string): Cursor {
  return workload.at(...(podTemplateSteps(kind) ?? []));
}

/** What a Job, or the Jobs of a CronJob, say. */
export function jobSpecOf(workload: Cursor, kind: string): Cursor {
  return kind === 'CronJob' ? workload.at('spec', 'jobTemplate', 'spec') : workload.at('spec');
}

/** The controllers that keep Pods running, for examples: one whose Pods have this label and one container. */
export const TEMPLATE =
  'template:\n  metadata: { labels: { app: web } }\n  spec: { containers: [{ name: web, image: web }] }';

/** The same with its selector. */
export const CONTROLLER = `selector: { matchLabels: { app: web } }\n${TEMPLATE}`;

/** The template of a Job, for examples. */
export const JOB_TEMPLATE = 'template: { spec: { restartPolicy: Never, containers: [{ name: web, image: web }] } }';

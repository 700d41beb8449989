import type { StagedRule } from '../rule';
import { completionMode } from './completion-mode';
import { jobSelector } from './job-selector';
import { workloadName } from './name';
import { nameRecommended } from './name-recommended';
import { progressDeadline } from './progress-deadline';
import { replicas } from './replicas';
import { revisionName } from './revision-name';
import { workloadSelector } from './selector';
import { selectorMatches } from './selector-matches';
import { serviceName } from './service-name';
import { template } from './template';
import { templateLabels } from './template-labels';

/** What the API server says of the controllers that make Pods, beside what it says of the Pods. */
export const workloadRules: readonly StagedRule[] = [
  workloadName,
  replicas,
  serviceName,
  workloadSelector,
  jobSelector,
  completionMode,
  selectorMatches,
  template,
  templateLabels,
  progressDeadline,

  nameRecommended,
  revisionName,
];

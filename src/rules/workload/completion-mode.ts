import { batch } from '../example';
import { numberAt } from '../pod/pod-shape';
import { defineRule } from '../rule';
import { JOB_TEMPLATE, jobSpecOf } from './workload-shape';

const MODES = ['NonIndexed', 'Indexed'];
const MAX_PARALLELISM = 100_000;

export const completionMode = defineRule({
  id: 'workload/completion-mode',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Job', 'CronJob'],
  summary: 'completionMode is NonIndexed or Indexed; an Indexed Job says how many Pods are to complete.',
  why: 'kube-apiserver refuses others (validateJobSpec in pkg/apis/batch/validation): the Pods of an Indexed Job have host names from 0 to completions - 1.',
  fix: 'Write completions beside completionMode: Indexed.',
  passing: [
    { title: 'Three Pods', manifests: batch('Job', `completionMode: Indexed\ncompletions: 3\n${JOB_TEMPLATE}`) },
  ],
  failing: [
    {
      title: 'No number',
      manifests: batch('Job', `completionMode: Indexed\nparallelism: 2\n${JOB_TEMPLATE}`),
      path: 'spec.completions',
      kind: 'Required',
    },
    {
      title: 'Small letters',
      manifests: batch('Job', `completionMode: indexed\n${JOB_TEMPLATE}`),
      path: 'spec.completionMode',
      kind: 'NotSupported',
    },
  ],
  *check(object, { object: { kind } }) {
    const spec = jobSpecOf(object, kind);
    const [mode, completions, parallelism] = [
      spec.at('completionMode'),
      spec.at('completions'),
      spec.at('parallelism'),
    ];
    if (!mode.present) return;
    if (!MODES.includes(mode.text)) yield mode.notSupported(MODES);
    if (mode.text !== 'Indexed') return;
    // A Job, unlike the Jobs of a CronJob, is completed once where it does not say otherwise.
    const hasDefault = kind === 'Job' && !parallelism.present;
    if (!completions.present && !hasDefault) yield completions.required('when completion mode is Indexed');
    if (numberAt(parallelism) > MAX_PARALLELISM) {
      yield parallelism.invalid(`must be less than or equal to ${MAX_PARALLELISM} when completion mode is Indexed`);
    }
  },
});

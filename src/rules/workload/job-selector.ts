import { UNKNOWN_UID } from '../../model/defaults/workload-defaults';
import { storedName } from '../../model/generated-name';
import { meets } from '../../model/network-policies';
import type { JsonObject } from '../../terms/json';
import type { Cursor, Finding } from '../cursor';
import { batch } from '../example';
import { checkLabelSelector, isUnderstood, printedLabels, printedSelector } from '../metadata/label-selector';
import { defineRule } from '../rule';
import { JOB_TEMPLATE, jobSpecOf } from './workload-shape';

const CRON_JOB = (spec: string) => `schedule: '0 * * * *'\njobTemplate:\n  spec:\n    ${spec.replace(/\n/g, '\n    ')}`;

export const jobSelector = defineRule({
  id: 'workload/job-selector',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Job', 'CronJob'],
  summary:
    'A Job leaves selector and its labels to the API server, or says manualSelector and has a selector of its own.',
  why: 'kube-apiserver labels the Pods of a Job with its name and uid, selects them by the uid, and refuses what contradicts that (validateGeneratedSelector and ValidateJobTemplateSpec in pkg/apis/batch/validation).',
  fix: 'Leave out selector and manualSelector, and the labels job-name and controller-uid in the Pod template.',
  passing: [
    { title: 'Nothing of it', manifests: batch('Job', JOB_TEMPLATE) },
    {
      title: 'A selector of its own',
      manifests: batch(
        'Job',
        'manualSelector: true\nselector: { matchLabels: { app: web } }\ntemplate:\n  metadata: { labels: { app: web } }\n  spec: { restartPolicy: Never, containers: [{ name: web, image: web }] }',
      ),
    },
  ],
  failing: [
    {
      title: 'A selector beside the generated one',
      manifests: batch('Job', `selector: { matchLabels: { app: web } }\n${JOB_TEMPLATE}`),
      path: 'spec.selector',
      kind: 'Invalid',
    },
    {
      title: 'manualSelector without a selector',
      manifests: batch('Job', `manualSelector: true\n${JOB_TEMPLATE}`),
      path: 'spec.selector',
      kind: 'Required',
    },
    {
      title: 'The label of another Job',
      manifests: batch(
        'Job',
        'template:\n  metadata: { labels: { job-name: other } }\n  spec: { restartPolicy: Never, containers: [{ name: web, image: web }] }',
      ),
      path: 'spec.template.metadata.labels[job-name]',
      kind: 'Invalid',
    },
    {
      title: 'A selector for all Jobs of a CronJob',
      manifests: batch('CronJob', CRON_JOB(`selector: { matchLabels: { app: web } }\n${JOB_TEMPLATE}`)),
      path: 'spec.jobTemplate.spec.selector',
      kind: 'Invalid',
    },
  ],
  check(object, { object: { kind }, minor }) {
    const spec = jobSpecOf(object, kind);
    return kind === 'CronJob' ? checkCronJob(spec) : checkJob(object, spec, minor);
  },
});

function* checkCronJob(spec: Cursor): Iterable<Finding> {
  const selector = spec.at('selector');
  if (selector.present) yield selector.invalid('`selector` will be auto-generated', {}, printedSelector(selector));
  const manual = spec.at('manualSelector');
  if (manual.value === true) yield manual.notSupported(['nil', 'false']);
}

function* checkJob(job: Cursor, spec: Cursor, minor: number): Iterable<Finding> {
  const selector = spec.at('selector');
  if (spec.at('manualSelector').value !== true) yield* checkGenerated(job, spec);
  else if (!selector.present) yield selector.required();
  if (selector.present) yield* checkLabelSelector(selector, minor);
}

/** The labels that the API server adds may stand there already, but say nothing else. */
function* checkGenerated(job: Cursor, spec: Cursor): Iterable<Finding> {
  const labels = spec.at('template', 'metadata', 'labels');
  const name = storedName((job.at('metadata').value ?? {}) as JsonObject);
  const expected = {
    'controller-uid': UNKNOWN_UID,
    'job-name': name,
    'batch.kubernetes.io/controller-uid': UNKNOWN_UID,
    'batch.kubernetes.io/job-name': name,
  };
  for (const [key, value] of Object.entries(expected)) {
    const label = labels.key(key);
    if (label.text !== value) yield label.invalid(`must be '${value}'`, {}, printedLabels(labels));
  }
  const selector = spec.at('selector');
  const printed = printedSelector(selector);
  if (isUnderstood(selector) && !meets(printed, expected)) {
    yield selector.invalid('`selector` not auto-generated', {}, printed);
  }
}

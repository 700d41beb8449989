import { storedName } from '../../model/generated-name';
import { byteLength, dnsLabelErrors } from '../../terms/dns-name';
import type { JsonObject } from '../../terms/json';
import type { Cursor, Finding } from '../cursor';
import { batch } from '../example';
import { numberAt } from '../pod/pod-shape';
import { defineRule } from '../rule';
import { JOB_TEMPLATE } from './workload-shape';

/** A Job's name has 63 characters at most, eleven of which are the time when it was due. */
const MAX_CRON_JOB = 52;

const CRON_JOB = `schedule: '0 * * * *'\njobTemplate: { spec: { ${JOB_TEMPLATE} } }`;
const LONG = 'a-job-with-a-name-of-more-characters-than-fifty-and-two';

export const workloadName = defineRule({
  id: 'workload/name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['CronJob', 'Job'],
  summary: 'The name of a CronJob leaves room for a time, that of an Indexed Job for the index of a Pod.',
  why: 'kube-apiserver refuses others (ValidateCronJobCreate and ValidateJob in pkg/apis/batch/validation): the Jobs, or the host names of the Pods, would have names that are too long, or are not DNS labels.',
  fix: 'Shorten the name: at most 52 characters for a CronJob, and for an Indexed Job 63 together with the last index.',
  passing: [{ title: 'A short name', manifests: batch('CronJob', CRON_JOB) }],
  failing: [
    {
      title: 'More than 52 characters',
      manifests: batch('CronJob', CRON_JOB, `name: ${LONG}`),
      path: 'metadata.name',
      kind: 'Invalid',
    },
    {
      title: 'A dot in the host names of an Indexed Job',
      manifests: batch('Job', `completionMode: Indexed\ncompletions: 3\n${JOB_TEMPLATE}`, 'name: web.v1'),
      path: 'metadata.name',
      kind: 'Invalid',
    },
  ],
  *check(object, { object: { kind } }) {
    const metadata = object.at('metadata');
    const nameWith = (suffix?: string) => storedName((metadata.value ?? {}) as JsonObject, suffix);
    if (kind === 'CronJob') {
      if (byteLength(nameWith()) <= MAX_CRON_JOB) return;
      yield metadata.at('name').invalid(`must be no more than ${MAX_CRON_JOB} characters`, {}, nameWith('?????'));
      return;
    }
    yield* checkIndexes(object.at('spec'), metadata.at('name'), nameWith);
  },
});

function* checkIndexes(spec: Cursor, name: Cursor, nameWith: (suffix?: string) => string): Iterable<Finding> {
  if (spec.at('completionMode').value !== 'Indexed') return;
  const [completions, parallelism] = [spec.at('completions'), spec.at('parallelism')];
  const count = completions.present || parallelism.present ? numberAt(completions) : 1;
  if (count < 1 || dnsLabelErrors(`${nameWith()}-${count - 1}`).length === 0) return;
  const shown = nameWith('?????');
  yield name.invalid(`will not able to create pod with invalid DNS label: ${shown}-${count - 1}`, {}, shown);
}

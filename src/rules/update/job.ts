import { isObject } from '../../terms/json';
import type { Cursor, Finding } from '../cursor';
import { batch } from '../example';
import { printedSelector } from '../metadata/label-selector';
import { defineUpdateRule, immutable, isSame } from '../update-rule';

const job = (image: string, more = '') =>
  batch('Job', `${more}template: { spec: { restartPolicy: Never, containers: [{ name: main, image: ${image} }] } }`);

/** Of the template of a Job that is suspended: where its Pods run. */
const PLACEMENT = ['nodeSelector', 'affinity', 'tolerations', 'schedulingGates'];
const FIXED = ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'];

export { jobRule as job };

const jobRule = defineUpdateRule({
  id: 'update/job',
  kinds: ['Job'],
  summary: 'The template of a Job, its selector and how it counts completions stay as they are.',
  why: 'kube-apiserver refuses changes (ValidateJobSpecUpdate in pkg/apis/batch/validation): a Job runs once. Of one that is suspended, the labels of its Pods and where they run may change.',
  fix: 'Give the Job of each release a name of its own, delete the old one before, or let it delete itself with ttlSecondsAfterFinished.',
  passing: [{ title: 'More at a time', old: job('web:1'), manifests: job('web:1', 'parallelism: 2\n') }],
  failing: [
    { title: 'Another image', old: job('web:1'), manifests: job('web:2'), path: 'spec.template', kind: 'Invalid' },
    {
      title: 'More completions',
      old: job('web:1', 'completions: 2\n'),
      manifests: job('web:1', 'completions: 3\n'),
      path: 'spec.completions',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    const [now, old] = [after.at('spec'), before.at('spec')];
    yield* completions(now, old);
    const selector = now.at('selector');
    if (!isSame(selector.value, old.at('selector').value)) {
      yield selector.invalid('field is immutable', {}, printedSelector(selector));
    }
    const isSuspended = old.at('suspend').value === true;
    const templates = [now, old].map((spec) => fixedOf(spec.at('template').value, isSuspended));
    if (!isSame(templates[0], templates[1])) {
      yield { kind: 'Invalid', path: 'spec.template', detail: 'Invalid value: {...}: field is immutable' };
    }
    for (const field of FIXED) yield* immutable(now.at(field), old.at(field));
  },
});

function* completions(now: Cursor, old: Cursor): Iterable<Finding> {
  const [count, before] = [now.at('completions'), old.at('completions')];
  if (isSame(count.value, before.value)) return;
  if (now.at('completionMode').text !== 'Indexed' || !count.present || !before.present) {
    yield count.invalid('field is immutable');
  } else if (!isSame(count.value, now.at('parallelism').value)) {
    yield count.invalid('can only be modified in tandem with spec.parallelism');
  }
}

function fixedOf(template: unknown, isSuspended: boolean): unknown {
  if (!isObject(template) || !isSuspended) return template;
  const spec = isObject(template.spec) ? template.spec : {};
  const kept = Object.entries(spec).filter(([field]) => !PLACEMENT.includes(field));
  return { spec: Object.fromEntries(kept) };
}

import { storedName } from '../../model/generated-name';
import { byteLength } from '../../terms/dns-name';
import type { JsonObject } from '../../terms/json';
import { workload } from '../example';
import { defineRule } from '../rule';
import { CONTROLLER } from './workload-shape';

/** Digits of a revision's hash, which is a number of 32 bits: ten mostly, nine in one of five cases, eight in one of fifty. */
const HASH_DIGITS = 10;
/** With fewer digits than these one need not reckon. */
const RARE_DIGITS = 8;

/** What the name, a hyphen and the hash become, and how long that may be. */
const USES: Readonly<Record<string, { readonly max: number; readonly use: string }>> = {
  StatefulSet: { max: 63, use: 'the label controller-revision-hash of its Pods' },
  DaemonSet: { max: 253, use: 'the name of its ControllerRevision' },
};

export const revisionName = defineRule({
  id: 'workload/revision-name',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['StatefulSet', 'DaemonSet'],
  summary: 'The name of a StatefulSet has at most 52 characters, so that its Pods can be labelled with their revision.',
  why: 'The controller adds a hyphen and a hash of up to ten digits to the name, and kube-apiserver refuses a label of more than 63 characters: the StatefulSet is accepted, but no Pod is ever made. A DaemonSet gives a ControllerRevision such a name, which has at most 253 characters.',
  fix: 'Shorten the name to 52 characters (242 for a DaemonSet).',
  passing: [
    {
      title: '52 characters',
      manifests: workload('StatefulSet', CONTROLLER, 'name: quite-a-long-name-for-a-stateful-set-but-still-good1'),
    },
  ],
  failing: [
    {
      title: '59 characters',
      manifests: workload(
        'StatefulSet',
        CONTROLLER,
        'name: a-very-long-name-for-a-stateful-set-that-nobody-can-type-xx',
      ),
      path: 'metadata.name',
      kind: 'TooLong',
    },
  ],
  *check(object, { object: { kind } }) {
    const metadata = object.at('metadata');
    const length = byteLength(storedName((metadata.value ?? {}) as JsonObject));
    const { max, use } = USES[kind] ?? { max: Infinity, use: '' };
    const digits = max - length - 1;
    if (digits >= HASH_DIGITS) return;
    const bound = `with a hyphen and a hash of up to ${HASH_DIGITS} digits it becomes ${use}, which has at most ${max} characters`;
    const name = metadata.at('name');
    yield {
      ...name.invalid(`${length} characters: ${bound}`, digits < RARE_DIGITS ? {} : { severity: 'warning' }),
      kind: 'TooLong',
    };
  },
});

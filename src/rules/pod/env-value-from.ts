import { dnsSubdomainErrors } from '../../terms/dns-name';
import { configKeyErrors } from '../../terms/env-name';
import type { Cursor, Finding } from '../cursor';
import { podWith } from '../example';
import { fieldRefFindings } from './field-ref';
import { definePodRule } from './pod-rule';
import { containersOf } from './pod-shape';

const KEY_REFS = ['configMapKeyRef', 'secretKeyRef'];
const SOURCES = ['fieldRef', 'resourceFieldRef', ...KEY_REFS, 'fileKeyRef'];

export const envValueFrom = definePodRule({
  id: 'pod/env-value-from',
  stage: 'validate',
  severity: 'error',
  summary: 'A variable has a value or one source; a source names a field that there is, or an object and its key.',
  why: 'kube-apiserver refuses others (validateEnvVarValueFrom in pkg/apis/core/validation). A Pod learns its address from status.podIP, that of its node from status.hostIP.',
  fix: 'Keep value or one source, and correct its name, key or fieldPath.',
  passing: [
    {
      title: 'The address of the Pod',
      manifests: podWith('env: [{ name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]'),
    },
    {
      title: 'A key of a Secret',
      manifests: podWith('env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: api, key: token } } }]'),
    },
  ],
  failing: [
    {
      title: 'A field that there is not',
      manifests: podWith('env: [{ name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.ip } } }]'),
      path: 'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath',
      kind: 'Invalid',
    },
    {
      title: 'A field that a variable cannot have',
      manifests: podWith('env: [{ name: PHASE, valueFrom: { fieldRef: { fieldPath: status.phase } } }]'),
      path: 'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath',
      kind: 'NotSupported',
    },
    {
      title: 'A value and a source',
      manifests: podWith(
        'env: [{ name: POD_IP, value: 10.0.0.1, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]',
      ),
      path: 'spec.containers[0].env[0].valueFrom',
      kind: 'Invalid',
    },
    {
      title: 'No key',
      manifests: podWith('env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: api } } }]'),
      path: 'spec.containers[0].env[0].valueFrom.secretKeyRef.key',
      kind: 'Required',
    },
  ],
  *check(pod, { minor }) {
    for (const container of containersOf(pod)) {
      for (const variable of container.at('env').items()) {
        const from = variable.at('valueFrom');
        if (from.present) yield* checkSources(from, variable.at('value').text, minor);
      }
    }
  },
});

function* checkSources(from: Cursor, value: string, minor: number): Iterable<Finding> {
  const sources = SOURCES.map((source) => from.at(source)).filter(({ present }) => present);
  const reference = from.at('fieldRef');
  if (reference.present) yield* fieldRefFindings(reference, minor);
  for (const name of KEY_REFS) {
    const source = from.at(name);
    if (source.present) yield* checkKey(source);
  }
  if (sources.length === 0) {
    const list =
      minor < 35 ? '`configMapKeyRef` or `secretKeyRef`' : '`configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
    yield from.invalid(`must specify one of: \`fieldRef\`, \`resourceFieldRef\`, ${list}`, {}, '');
  } else if (value !== '') {
    yield from.invalid('may not be specified when `value` is not empty', {}, '');
  } else if (sources.length > 1) {
    yield from.invalid('may not have more than one field specified at a time', {}, '');
  }
}

function* checkKey(source: Cursor): Iterable<Finding> {
  const [name, key] = [source.at('name'), source.at('key')];
  for (const error of dnsSubdomainErrors(name.text)) yield name.invalid(error, {}, name.text);
  if (key.text === '') yield key.required();
  else for (const error of configKeyErrors(key.text)) yield key.invalid(error);
}

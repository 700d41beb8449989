import { App } from 'cdk8s';
import * as fc from 'fast-check';
import type { Manifest } from '../../src';
import { appFiles } from '../../src/init/app-files';
import { sortManifests } from '../../src/init/declared-objects';
import { appFrom } from '../../src/init/from-manifests';
import { isObject } from '../../src/terms/json';
import { withFiles } from '../cli/run-cli';
import { policy } from '../dataplane/policies/random-policies';
import { loadApp } from './load-app';

/** As it is read from a file, where every object is a plain one. */
function policyOf(namespace: string, spec: object, name = 'policy'): Manifest {
  const head = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace } };
  return JSON.parse(JSON.stringify({ ...head, spec })) as Manifest;
}

const several = fc
  .array(policy, { minLength: 1, maxLength: 4 })
  .map((policies) => policies.map(({ namespace, spec }, index) => policyOf(namespace, spec, `p${index}`)));

test('a NetworkPolicy becomes a construct that synthesizes to it, or stays as it is', () => {
  fc.assert(
    fc.property(several, (given) => {
      const files = appFiles('0.0.0', appFrom(given, 'default'));
      const { Network } = loadApp(files, withFiles(files));
      const chart = new Network(new App(), 'network');
      const byName = (a: Manifest, b: Manifest) => JSON.stringify(a.metadata).localeCompare(JSON.stringify(b.metadata));
      const synthesized = JSON.parse(JSON.stringify(chart.toJson())) as Manifest[];
      expect(synthesized.sort(byName)).toEqual([...given].sort(byName));
    }),
  );
});

/** The same, as a construct would say it: whatever is meant is said. */
const spelledOut = policy.map(({ namespace, spec: { podSelector = {}, ingress, egress = [] } }) =>
  policyOf(namespace, {
    podSelector,
    policyTypes: [...(ingress === undefined ? [] : ['Ingress']), 'Egress'],
    ...Object.fromEntries(
      Object.entries({ ingress: ingress ?? [], egress }).flatMap(([name, rules]) =>
        rules.length === 0 ? [] : [[name, rules.map(sayAll)]],
      ),
    ),
  }),
);

function sayAll(rule: object): object {
  const lists = Object.entries(rule as Record<string, readonly object[]>).filter(([, list]) => list.length > 0);
  return Object.fromEntries(
    lists.map(([name, list]) => [name, list.map((item) => ({ ...silently(name, item), ...item }))]),
  );
}

function silently(list: string, item: object): object {
  if (list === 'ports') return 'port' in item ? {} : { protocol: 'TCP' };
  return isObject(item) && item.namespaceSelector !== undefined ? { podSelector: {} } : {};
}

test('a NetworkPolicy that leaves nothing to be inferred becomes a construct as it is', () => {
  fc.assert(
    fc.property(spelledOut, (given) => {
      const { declared } = sortManifests([given], 'default');
      expect(declared.map(({ construct, steps }) => [construct, steps])).toEqual([['NetworkPolicy', []]]);
    }),
    { numRuns: 300 },
  );
});

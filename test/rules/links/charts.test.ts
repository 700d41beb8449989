import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../../../src/model/parse-manifests';
import { checkManifests } from '../../../src/rules/check-manifests';

const CHARTS = join(__dirname, '../../fixtures/charts');

/** What is likely, though not certain, in charts that work: by chart, rule and object. */
const WARNINGS: Readonly<Record<string, readonly string[]>> = {
  'dns-and-monitoring.yaml': [],
  'edge.yaml': ['links/target-port-name Service gateway-mesh'],
  'many-hosts.yaml': [],
  'operator.yaml': [],
  'secrets-store.yaml': [],
  'shop.yaml': [],
};

describe.each(readdirSync(CHARTS))('%s, which works', (file) => {
  const found = checkManifests(parseManifests(readFileSync(join(CHARTS, file), 'utf8')));

  it('has no error', () => {
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has no other warnings than what cannot be known', () => {
    const warnings = found.filter(({ severity }) => severity === 'warning');
    expect(warnings.map(({ rule, object }) => `${rule} ${object.kind} ${object.name}`)).toEqual(WARNINGS[file]);
  });
});

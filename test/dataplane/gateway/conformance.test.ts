import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformancePage, simulatedWorld } from '../../../docs/conformance-page';
import type { ConformanceTest } from '../../fixtures/gateway/conformance';
import { conformanceFailures, readConformance } from '../../fixtures/gateway/conformance';

const { base, tests } = readConformance();

/** Certificates of clients of a Gateway, and of a Gateway as client, are not modelled. */
const NOT_MODELLED = /ClientCertificate/;
const isModelled = ({ features }: ConformanceTest) => !features.some((each) => NOT_MODELLED.test(each));
const asked = tests.filter(({ left }) => left === undefined);

test.each(asked.filter(isModelled).map((each) => [each.name, each] as const))(
  '%s of the conformance suite passes',
  async (_, each) => {
    expect(await conformanceFailures(each, base, simulatedWorld)).toEqual([]);
  },
);

test('every test that is asked has something to ask', () => {
  expect(asked.filter(({ steps = [] }) => steps.length === 0)).toEqual([]);
});

test('a test of the suite can fail', async () => {
  const [matching] = tests.filter(({ name }) => name === 'HTTPRouteMatching');
  const { steps = [], ...rest } = matching ?? { name: '', features: [] };
  const turned = steps.map((step) => ('ask' in step ? { ...step, expect: { ...step.expect, by: 'nobody' } } : step));
  expect(await conformanceFailures({ ...rest, steps: turned }, base, simulatedWorld)).toHaveLength(9);
});

test('the page of results is what comes of the suite', async () => {
  const page = readFileSync(join(__dirname, '../../../docs/gateway-conformance.md'), 'utf8');
  expect(await conformancePage()).toBe(page);
});

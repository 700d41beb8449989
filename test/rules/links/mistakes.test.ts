import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../src/rules/all';
import { checkManifests } from '../../../src/rules/check-manifests';
import { keyOf } from '../../../src/terms/object-ref';
import { MISTAKES } from './mistakes';

/** Rules that say info of what is certain: elsewhere, info is for what may be right. */
const INFORMING = new Set(RULES.filter(({ severity }) => severity === 'info').map(({ id }) => id));

describe.each(MISTAKES.map((mistake) => [mistake.title, mistake] as const))('%s', (_, { faulty, right }) => {
  const rules = new Set(faulty.map(({ rule }) => rule));

  it.each(faulty.map((one) => [one.title, one] as const))('is found: %s', (__, one) => {
    const found = checkManifests(one.input, one.options ?? {}).filter(({ rule }) => rule === one.rule);
    const places = found.map(({ object: { kind, namespace, name }, path }) => [
      `${kind}/${keyOf(namespace, name)}`,
      path,
    ]);
    expect(places).toContainEqual([one.at, one.path]);
  });

  it.each(right.map((one) => [one.title, one] as const))('is not seen where there is none: %s', (__, one) => {
    const found = checkManifests(one.input, one.options ?? {});
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    const ofThese = found.filter(
      ({ rule, severity }) => rules.has(rule) && (severity !== 'info' || INFORMING.has(rule)) && one.uncertain !== true,
    );
    expect(ofThese.map(({ rule, detail }) => `${rule}: ${detail}`)).toEqual([]);
  });
});

it('has a file for each rule', () => {
  const files = readdirSync(join(__dirname, 'mistakes'), { recursive: true, encoding: 'utf8' });
  const rules = files.filter((file) => /\.ts$/.test(file) && !/^(index|mistake)\.ts$/.test(file));
  const found = new Set(
    MISTAKES.flatMap(({ faulty }) => faulty.map(({ rule }) => `${rule.replace(/^links./, '')}.ts`)),
  );
  expect([...found].sort()).toEqual(rules.sort());
});

it('shows every mistake three times, and three look-alikes', () => {
  expect(MISTAKES.filter(({ faulty, right }) => faulty.length < 3 || right.length < 3)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMAS } from '../../docs/schemas';
import { problemIn } from '../../src/terms/json-schema';

describe.each(Object.entries(SCHEMAS))('the schema %s', (name, schema) => {
  test('is published as it is: after a change that is meant, run `npm run docs`', () => {
    const published: unknown = JSON.parse(readFileSync(join(__dirname, '../../schema', name), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test('allows its own examples', () => {
    const wrong = Object.entries(schema.properties ?? {}).flatMap(([field, property]) =>
      (property.examples ?? []).flatMap((example) => problemIn(example, property, field) ?? []),
    );
    expect(wrong).toEqual([]);
  });
});

import { Testing } from 'cdk8s';
import { ConstructError } from '../../src/constructs/construct-error';

test('a construct error names the construct, the field, the value, the problem and the remedy', () => {
  const misuse = { field: 'port', value: 'nope', problem: 'is not a port', remedy: 'name one of them: http' };
  const error = new ConstructError(Testing.chart(), misuse);
  expect(error).toMatchObject({ name: 'ConstructError', construct: 'test', misuse });
  expect(Object.keys(error)).toEqual(['name']);
  for (const part of ['test: ', 'port', '"nope"', 'is not a port', 'name one of them: http']) {
    expect(error.message).toContain(part);
  }
});

import { keyText, resolvePlain, resolveTagged } from '../../src/yaml/yaml-scalar';

describe('resolvePlain', () => {
  it.each([
    ['yes', true],
    ['Off', false],
    ['yEs', 'yEs'],
    ['0120', 80],
    ['0o120', 80],
    ['080', 80],
    ['0b101', 5],
    ['-0x10', -16],
    ['1_000', 1000],
    ['-0', 0],
    ['1:30', '1:30'],
    ['2001-01-01', '2001-01-01'],
    ['1e400', '1e400'],
    ['.inf', Infinity],
    ['', null],
    ['web', 'web'],
  ])('%j is %j', (text, value) => expect(resolvePlain(text)).toBe(value));
});

describe('resolveTagged', () => {
  it.each([
    ['80', '!!str', '80'],
    ['80', '!!int', 80],
    ['80.0', '!!int', undefined],
    ['80', '!!float', 80],
    ['yes', '!!bool', true],
    ['~', '!!null', null],
    ['x', '!!null', undefined],
    ['2001-12-14T21:59:43.10Z', '!!timestamp', '2001-12-14T21:59:43.10Z'],
    ['aGVsbG8=', '!!binary', 'hello'],
    ['aGVs\r\nbG8=\n', '!!binary', 'hello'],
    ['', '!!binary', ''],
    ['aGVsbG8', '!!binary', undefined],
    ['a', '!!binary', undefined],
    ['====', '!!binary', undefined],
    ['aGV-_A==', '!!binary', undefined],
    ['80', '!mine', '80'],
  ])('%j as %s is %j', (text, tag, value) =>
    expect(resolveTagged(text, tag.replace('!!', 'tag:yaml.org,2002:'))).toBe(value),
  );
});

describe('keyText', () => {
  it.each([
    ['80', '80'],
    ['0x1F', '31'],
    ['1.10', '1.1'],
    ['80.0', '80'],
    ['1e6', '1e+06'],
    ['1e-5', '1e-05'],
    ['1234567.5', '1.2345675e+06'],
    ['.nan', '.nan'],
    ['-.inf', '-.inf'],
    ['on', 'true'],
    ['web', 'web'],
    ['~', undefined],
  ])('%s becomes %j', (text, key) => expect(keyText(resolvePlain(text), text)).toBe(key));
});

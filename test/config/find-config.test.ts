import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findConfig, isTrusted } from '../../src/config/find-config';
import { withFiles } from '../cli/run-cli';

const before = process.cwd();
afterEach(() => process.chdir(before));

/** Where it is found, from a working directory, for some inputs; paths are relative to a new folder. */
function find(files: readonly string[], cwd: string, ...inputs: readonly string[]): string | undefined {
  const folder = realpathSync(withFiles(Object.fromEntries([...files, `${cwd}/.keep`].map((file) => [file, '']))));
  process.chdir(join(folder, cwd));
  const found = findConfig(inputs.map((input) => (input === '-' ? input : join(folder, input))));
  return found === undefined ? undefined : relative(folder, found);
}

const YAML = 'cdk8s-net.config.yaml';

describe('the configuration', () => {
  test('is looked for from the input up to the root of its repository, and no further', () => {
    expect(find([YAML, 'a/.git/HEAD', `a/${YAML}`, 'a/b/c.yaml'], '.', 'a/b/c.yaml')).toBe(`a/${YAML}`);
    expect(find([YAML, 'a/.git/HEAD', 'a/b/c.yaml'], 'a/b', 'a/b/c.yaml')).toBeUndefined();
  });

  test('is that of the folder that holds all inputs', () => {
    const files = ['.git/HEAD', YAML, `a/${YAML}`, `b/${YAML}`, 'a/c/x.yaml', 'a/d/x.yaml', 'ab/x.yaml'];
    expect(find(files, '.', 'a/c', 'b')).toBe(YAML);
    expect(find(files, '.', 'a/c/x.yaml', 'a/d')).toBe(`a/${YAML}`);
    expect(find(files, '.', 'a/c', 'ab/x.yaml')).toBe(YAML);
  });

  test('is the one around the working directory where there is none around the input, or no input', () => {
    expect(find([`a/${YAML}`, 'b/x.yaml'], 'a', 'b/x.yaml')).toBe(`a/${YAML}`);
    expect(find(['.git/HEAD', YAML], 'a/b', '-')).toBe(YAML);
    expect(find(['.git/HEAD', YAML], 'a/b')).toBe(YAML);
  });

  test('outside repositories and the home of the user is that of the folder alone', () => {
    expect(find([YAML], 'a')).toBeUndefined();
    expect(find([YAML], '.')).toBe(YAML);
  });

  test('is code before data', () => {
    expect(find([YAML, 'cdk8s-net.config.json', 'cdk8s-net.config.ts'], '.')).toBe('cdk8s-net.config.ts');
  });
});

test('code is trusted around the working directory and in its repository, and nowhere else', () => {
  const folder = realpathSync(
    withFiles({ 'a/.git/HEAD': '', 'a/b/x': '', 'a/c/x': '', 'a/d/.git/HEAD': '', 'e/x': '' }),
  );
  const trusted = (cwd: string) => {
    process.chdir(join(folder, cwd));
    return ['a', 'a/b', 'a/c', 'a/d', 'e', ''].filter((each) => isTrusted(join(folder, each)));
  };
  expect(trusted('a/b')).toEqual(['a', 'a/b', 'a/c']);
  expect(trusted('a/d')).toEqual(['a/d']);
  expect(trusted('e')).toEqual(['e']);
});

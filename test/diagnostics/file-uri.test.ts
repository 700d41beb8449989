import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { uriOf } from '../../src/diagnostics/file-uri';

/** As POSIX has them: anything but NUL between slashes. */
const segment = fc
  .string({ unit: fc.constantFrom(...'ab #?%:[]\\&;=+\n"<>|é東.'), minLength: 1 })
  .filter((name) => !/^\.+$/.test(name));
const relative = fc.array(segment, { minLength: 1 }).map((segments) => segments.join('/'));

const folder = resolve('/checkout');

test('a relative path is a relative URI that leads to the file', () =>
  fc.assert(
    fc.property(relative, (path) => {
      const uri = uriOf(path);
      expect(uri).toMatch(/^[A-Za-z0-9\-._~!'()*%/]+$/);
      expect(fileURLToPath(new URL(uri, `${pathToFileURL(folder).href}/`))).toBe(`${folder}/${path}`);
    }),
  ));

test('an absolute path is a file URI', () =>
  fc.assert(fc.property(relative, (path) => void expect(fileURLToPath(uriOf(`/${path}`))).toBe(`/${path}`))));

test('a lone surrogate, which no encoding knows, is not a failure', () => {
  expect(uriOf('a\ud800.yaml')).toBe('a%EF%BF%BD.yaml');
});

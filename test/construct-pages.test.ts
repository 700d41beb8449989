import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { constructIndex, constructPages } from '../docs/construct-pages';
import * as net from '../src';

const FOLDER = join(__dirname, '../docs/constructs');
const pages = constructPages();
const read = (name: string) => readFileSync(join(FOLDER, `${name}.md`), 'utf8');

describe('the pages of constructs', () => {
  test('are those of all that can be declared', () => {
    const exported = (Object.entries(net) as unknown as [string, { readonly prototype?: object }][])
      // cdk8s has its own opinion of `instanceof`.
      .filter(([, { prototype = {} }]) => Object.prototype.isPrototypeOf.call(ApiObject.prototype, prototype))
      .map(([name]) => name)
      .filter((name) => name !== 'Service' && name !== 'Route');
    expect([...pages.keys()].sort()).toEqual([...exported, 'Connectivity'].sort());
    expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys(), 'README'].map((name) => `${name}.md`).sort());
  });

  test('are what the sources say: after a change, run `npm run docs`', () => {
    for (const [name, text] of pages) expect(read(name)).toBe(text);
    expect(read('README')).toBe(constructIndex(pages));
  });

  test.each([...pages])('%s has an example, and says of each property what it means', (_, text) => {
    expect(text).toMatch(/^```ts$/m);
    expect(text.split('\n').filter((line) => /^\| `.*\|\s*\|$/.test(line))).toEqual([]);
  });
});

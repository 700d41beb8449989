import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from './package/fences';
import { ROOT } from './package/build';

// That their code compiles is tested with the package, as users have it: test/package.
test.each(PAGES)('links lead to what is there: %s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
  expect(targets.filter((target) => !existsSync(join(ROOT, page, '..', target)))).toEqual([]);
});

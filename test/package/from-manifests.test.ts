import { join } from 'node:path';
import { parseManifests } from '../../src';
import { appFiles } from '../../src/init/app-files';
import { appFrom } from '../../src/init/from-manifests';
import { looksLikeObject } from '../../src/model/client-side';
import { SHOP, someOfCorpus, TAKEN } from '../init/applications';
import { makeApp } from './build';
import { problemsOf } from './fences';

test('constructs for manifests that exist compile in an app', () => {
  const texts = [SHOP, TAKEN, ...someOfCorpus().map(({ text }) => text)];
  const files = Object.fromEntries(texts.map((text, index) => [`network-${index}.ts`, codeFor(text)]));
  const app = makeApp(['@types/node', '@types/jest', 'expect'], { 'package.json': '{}', ...files });
  const paths = Object.keys(files).map((name) => join(app, name));
  expect(problemsOf(app, paths, 'CommonJS, without esModuleInterop')).toEqual([]);
});

function codeFor(text: string): string {
  const files = appFiles('0.0.0', appFrom(parseManifests(text).filter(looksLikeObject), 'default'));
  return files['network.ts'] ?? '';
}

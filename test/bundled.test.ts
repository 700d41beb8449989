import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');

test('what is bundled into the page of reports is in the SBOM of a release, and its licence beside it', async () => {
  const { metafile } = await build({
    entryPoints: [join(__dirname, '../src/report/browser/main.tsx')],
    bundle: true,
    metafile: true,
    write: false,
    outdir: 'nowhere',
  });
  const packages = Object.keys(metafile.inputs).flatMap(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  const bundled = new Set(packages);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: { page: string } };
  expect(bundled.size).toBeGreaterThan(0);
  for (const name of bundled) {
    expect(read('.github/workflows/release.yml')).toContain(`./cdk8s-net-*.tgz "${name}@`);
    expect(scripts.page).toContain(`node_modules/${name}/LICENSE`);
  }
});

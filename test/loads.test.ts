import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { build as bundle } from 'esbuild';

const SRC = join(__dirname, '../src');

/** What is imported when it is needed is not loaded at once. */
const LATER: Plugin = {
  name: 'later',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' || kind === 'require-call' ? { path, external: true } : undefined,
    );
  },
};

/** The sources that a file loads, but for those that are external. */
async function loadedBy(file: string, external: readonly string[] = []): Promise<readonly string[]> {
  const { metafile } = await bundle({
    entryPoints: [join(SRC, file)],
    absWorkingDir: SRC,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    external: [...external],
    plugins: [LATER],
  });
  return Object.keys(metafile.inputs);
}

test('a chart that only synthesizes loads nothing of the runner, of diff, or of the command line, and no table of Gateway API', async () => {
  const loaded = await loadedBy('index.ts', ['cdk8s', 'constructs']);
  expect(loaded.length).toBeGreaterThan(100);
  const others = loaded.filter((file) =>
    /^(?:targets|dataplane|diff|cli|model\/apply|rules\/update|model\/gateway-api.json)\b/.test(file),
  );
  expect(others).toEqual([]);
});

test('check loads nothing of other commands', async () => {
  const loaded = await loadedBy('cli/check-command.ts');
  expect(loaded).toContain('rules/engine.ts');
  const others = loaded.filter((file) =>
    /^(?:targets|dataplane\/(?!cluster-ranges)|diff|conformance|model\/apply|rules\/update)/.test(file),
  );
  expect(others).toEqual([]);
});

test('the help loads the command line alone', async () => {
  const loaded = await loadedBy('cli/run.ts');
  expect(loaded).toContain('cli/commands.ts');
  expect(loaded.filter((file) => /^(?!cli|terms|\.\.)/.test(file))).toEqual([]);
});

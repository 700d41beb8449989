import { javascript, typescript } from 'projen';

/** What can be imported beside the package itself; `typesVersions` repeats it for compilers that do not read `exports`. */
const entryPoints = {
  conformance: { types: './types/conformance.d.ts', default: './lib/conformance/index.js' },
  jest: { types: './types/jest.d.ts', default: './lib/jest/index.js' },
  matchers: { types: './types/matchers.d.ts', default: './lib/matchers/index.js' },
  rules: { types: './types/rules.d.ts', default: './lib/rules/index.js' },
  // vitest cannot be required.
  vitest: { types: './types/vitest.d.mts', default: './lib/vitest/index.mjs' },
};

/** Peers that only some users need: clusters as targets, and each test runner. */
const optionalPeers = ['@jest/globals', '@kubernetes/client-node', 'expect', 'vitest'];

const project = new typescript.TypeScriptProject({
  name: 'cdk8s-net',
  description: 'Declare Kubernetes service networking in TypeScript, refuse what cannot work, prove what does.',
  authorName: 'The cdk8s-net authors',
  authorOrganization: true,
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-net authors',
  repository: 'git+https://github.com/cdk8s-net/cdk8s-net.git',
  homepage: 'https://github.com/cdk8s-net/cdk8s-net#readme',
  bugsUrl: 'https://github.com/cdk8s-net/cdk8s-net/issues',
  keywords: ['cdk8s', 'kubernetes', 'service', 'ingress', 'networking', 'conformance', 'kube-proxy', 'validation'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.12.0',
  projenrcTs: true,
  github: false,
  release: false,
  package: false,
  depsUpgrade: false,
  sampleCode: false,
  entrypoint: 'lib/index.js',
  entrypointTypes: 'types/index.d.ts',
  bin: { 'cdk8s-net': 'lib/cli/main.js' },

  peerDeps: [
    '@jest/globals@>=29',
    '@kubernetes/client-node@^1.4.0 || ^2.0.0',
    'cdk8s@^2.68.11',
    'constructs@^10.3.0',
    'expect@>=29',
    'vitest@>=2',
  ],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: [
    'chokidar@^4.0.3',
    'cli-table3@^0.6.5',
    'commander@^14.0.3',
    'dns-packet@^5.6.1',
    'ignore@^7.0.5',
    'picocolors@^1.1.1',
    're2js@^2.10.0',
  ],
  devDeps: [
    '@arethetypeswrong/cli@^0.18.5',
    '@kubernetes/client-node@1.4.0',
    '@swc/core@^1.16.22',
    '@types/dns-packet',
    '@types/ws',
    'axe-core@^4.14.1',
    'cdk8s@^2.70.106',
    'cdk8s-cli@^2.207.60',
    'cdk8s-plus-27@^2.9.5',
    'cdk8s-plus-34@^2.0.54',
    'constructs@^10.8.1',
    'esbuild@^0.28.2',
    'fast-check@^4.10.2',
    // Users' runner: matchers are tried in it.
    '@types/jest@^30',
    'jest@^30',
    'js-yaml@^5.5.0',
    'oxfmt@^0.79.0',
    'oxlint@^1.94.0',
    'oxlint-plugin-eslint@1.86.0',
    'oxlint-tsgolint@^7.0.2008',
    'playwright-core@^1.65.1',
    // Bundled into the page that reports are.
    'preact@^11.2.0',
    'publint@^0.3.25',
    'refa@^0.12.1',
    'rollup@^4.68.8',
    'rollup-plugin-dts@^6.5.1',
    'socks@^2.8.10',
    'ts-node@^10.9.2',
    'ts-jest@^29',
    'typescript@~5.9.3',
    // Compiles the package; ts-node, TypeDoc and the tests of types need the API that 5.9 has.
    'typescript-7@npm:typescript@^7.0.2',
    // The newest that runs on Node 20.
    'vite@8.3.8',
    'vitest@4.1.12',
    'ws@^8.23.0',
    '@vitest/coverage-v8@4.1.12',
  ],
  typescriptVersion: '~5.9.3',
  tsconfig: {
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2023', 'ESNext.Disposable'],
      module: 'commonjs',
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: true,
      inlineSourceMap: false,
      inlineSources: false,
      types: ['node'],
    },
    // What browsers run has types of its own.
    exclude: ['src/report/browser'],
  },
  tsconfigDev: {
    include: ['../examples/**/*.ts', '../bench/**/*.ts', '../docs/**/*.ts', '../packaging/**/*.ts', '../site/*.ts'],
    compilerOptions: { types: ['node', 'vitest/globals'], isolatedModules: true },
  },

  jest: false,
  eslint: false,
  gitignore: [
    '/assets/',
    '/dist/',
    '/examples/*/dist/',
    '/coverage/',
    '/types/',
    '/.verify/',
    '/kubeconfig',
    '*.tgz',
    '/site/pages/',
    '/site/.vitepress/cache/',
    '/site/.vitepress/dist/',
    '.DS_Store',
  ],
  npmignoreEnabled: false,
});

// Compiles what ts-node runs in a seventh of the time; apps of users need no more than ts-node.
project.tsconfig?.file.addOverride('ts-node', { swc: true });

for (const folder of ['examples', 'bench', 'docs', 'packaging', 'site']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
    include: ['**/*.ts'],
    compilerOptions: { noEmit: true, rootDir: '..' },
  });
}

new javascript.TypescriptConfig(project, {
  fileName: 'src/report/browser/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromPaths(['../../../tsconfig.json']),
  include: ['**/*.ts', '**/*.tsx'],
  exclude: [],
  compilerOptions: {
    noEmit: true,
    rootDir: '../../..',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'],
    module: 'ESNext',
    moduleResolution: javascript.TypeScriptModuleResolution.BUNDLER,
    jsx: javascript.TypeScriptJsxMode.REACT_JSX,
    jsxImportSource: 'preact',
    types: ['node'],
  },
});

project.package.addVersion('0.1.0');
project.package.addField('type', 'commonjs');
project.package.addField(
  'peerDependenciesMeta',
  Object.fromEntries(optionalPeers.map((name) => [name, { optional: true }])),
);
project.package.addField('exports', {
  '.': { types: './types/index.d.ts', default: './lib/index.js' },
  ...Object.fromEntries(Object.entries(entryPoints).map(([name, files]) => [`./${name}`, files])),
  './package.json': './package.json',
});
// 1.13.0 was published without some of its platform packages, so that `npm ci` refuses any lock file.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
project.package.addField('files', [
  'lib',
  '!lib/**/*.d.ts',
  'assets',
  'types',
  'schema',
  'template',
  'docs/**/*.md',
  'docs/**/*.png',
  'docs/**/*.svg',
  'CHANGELOG.md',
  'SECURITY.md',
]);
project.package.addField('typesVersions', {
  '*': Object.fromEntries(Object.entries(entryPoints).map(([name, { types }]) => [name, [types]])),
});

project.compileTask.reset('rm -rf lib types assets tsconfig.tsbuildinfo');
project.compileTask.exec('node node_modules/typescript-7/bin/tsc --build');
project.compileTask.exec('cp src/model/gateway-api.json lib/model/');

// What browsers run: the page of reports, and the licence of the library in it.
const page = 'esbuild src/report/browser/main.tsx --bundle --minify --target=es2022 --legal-comments=none';
const buildPage = [
  `${page} --banner:js='/* Preact, (c) 2015-present Jason Miller, MIT License */' --outfile=assets/page.js --log-level=warning`,
  'cp node_modules/preact/LICENSE assets/LICENSE-preact.txt',
];
for (const command of buildPage) project.compileTask.exec(command);
project.package.setScript('page', buildPage.join(' && '));

project.compileTask.exec('esbuild src/vitest/index.ts --format=esm --outfile=lib/vitest/index.mjs --log-level=warning');
project.compileTask.exec('rm lib/vitest/index.js');
project.compileTask.exec('ts-node --transpile-only packaging/declarations.ts');
for (const bundles of ['library', 'command-line'])
  project.compileTask.exec(`ts-node --transpile-only packaging/${bundles}.ts`);

// `npm test` ends with the runner's own closing line; lint, which checks types as well, is a script of its own.
project.testTask.reset('vitest run --project unit');
// Three times as slow.
project.package.setScript('coverage', 'vitest run --project unit --coverage');
project.package.setScript('verify', 'ts-node --transpile-only src/cli/main.ts verify');
// Needs Go, whose client brings the CRDs.
project.package.setScript('gateway-tables', 'ts-node --transpile-only packaging/gateway-tables.ts');
project.package.setScript('docs', 'ts-node --transpile-only docs/generate.ts');
// A package of its own, so that nobody who does not build it installs what it takes.
project.package.setScript(
  'site',
  'npm --prefix site ci && ts-node --transpile-only site/stage.ts && npm --prefix site run build',
);
project.package.setScript('api', 'npm run compile && ts-node --transpile-only packaging/api-report.ts');
// Needs a cluster, whose word is compared with ours, object by object.
project.package.setScript('differential', 'ts-node --transpile-only test/differential/main.ts');
// Long: `npm test` has a short run of both.
project.package.setScript('fuzz', 'ts-node --transpile-only test/fuzz/main.ts');
project.package.setScript('wall', 'ts-node --transpile-only test/wall/main.ts');
// What compilers say of the types, and what apps make of the package: minutes of CPU.
project.package.setScript('test:package', 'vitest run --project package');
// Needs kind and a container engine, or a cluster: no part of `npm test`.
project.package.setScript('e2e', 'vitest run --project e2e');
project.package.setScript('lint', 'oxlint . && oxfmt --check .');
project.package.setScript('format', 'oxfmt .');
project.package.setScript('prepack', 'npm run compile');

project.synth();

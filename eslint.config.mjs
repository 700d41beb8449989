import importPlugin from 'eslint-plugin-import';
import prettier from 'eslint-plugin-prettier/recommended';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What may import development dependencies. */
const notPublished = [
  'test/**',
  'examples/**',
  'bench/**',
  'docs/**',
  'packaging/**',
  'site/**',
  'src/report/browser/**',
  '.projenrc.ts',
  'eslint.config.mjs',
];

export default defineConfig(
  globalIgnores(['assets/', 'lib/', 'types/', 'coverage/', 'template/', 'site/pages/', '**/dist/']),
  {
    plugins: { import: importPlugin },
    settings: importPlugin.flatConfigs.typescript.settings,
    rules: {
      curly: ['error', 'multi-line'],
      'import/no-duplicates': 'error',
      'import/no-extraneous-dependencies': ['error', { devDependencies: notPublished, optionalDependencies: false }],
      'import/order': ['error', { groups: ['builtin', 'external', 'parent', 'sibling'] }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['.projenrc.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'dot-notation': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      // `async` also turns what is thrown into a rejection, which is what callers of a Promise handle.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(push|unshift|splice|max|min)$/] > SpreadElement',
          message: 'A call takes some 100,000 arguments, and input may hold more; use a loop.',
        },
      ],
      // No sentence is made of what may be absent.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allowBoolean: true,
          allowNever: true,
          allowNullish: false,
          allowAny: false,
          allowRegExp: false,
        },
      ],
      '@typescript-eslint/restrict-plus-operands': [
        'error',
        { allowNumberAndString: true, allowNullish: false, allowAny: false },
      ],
      '@typescript-eslint/no-base-to-string': 'error',
    },
  },
  {
    // As users write them: what is handed to a StatefulSet of cdk8s-plus is `any`, for every version of it.
    files: ['examples/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  prettier,
);

// Few rules, all errors. The pure layers may not ask the world for time, chance or patience.
import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'

const PURE = ['src/simulator/**/*.ts', 'src/authoring/**/*.ts', 'src/exercise/**/*.ts', 'src/curriculum/**/*.ts', 'src/board/**/*.ts']

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.astro/', 'public/', 'test-results/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', performance: 'readonly' },
    },
    rules: {
      'no-undef': 'off',
      // Objects under construction are plain records here; taking a member out is what merging is about.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is given: use Moment.nowMs.' },
        { object: 'Math', property: 'random', message: 'Chance is seeded: draw from a RandomStream.' },
        { property: 'localeCompare', message: 'Order must not depend on a locale: compare with < and >.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is given: use Moment.nowMs.' },
        { selector: 'AwaitExpression', message: 'The pure layers are synchronous.' },
        { selector: 'TSNonNullAssertion', message: 'Prove it with a check or an invariant.' },
        { selector: 'TSAnyKeyword', message: 'Say what it is, or unknown.' },
      ],
    },
  },
)

import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Only `src/api` may know that there is a Tauri. */
const TAURI = [
  { group: ['@tauri-apps/*'], message: 'Ask `$/api`: only src/api may know Tauri.' },
  { regex: '^\\$/api/bindings$', message: 'Import from `$/api`, the one door.' },
];

/** A feature knows one thing; `shell` joins them. */
const FEATURES = [
  { group: ['$/features/*', '$/shell/*'], message: 'Features do not import one another.' },
];

/** A part knows nothing of inspections. */
const PARTS = [
  {
    group: ['$/features/*', '$/shell/*', '$/api', '$/api/*'],
    message: 'Parts know nothing of inspections.',
  },
];

const refuse = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default ts.config(
  { ignores: ['dist', 'test-results', 'playwright-report', 'src/api/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      // TypeScript knows better what is defined.
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "SvelteAttribute[key.name='style']",
          message: 'The content security policy refuses style attributes; use a class or `style:`.',
        },
      ],
    },
  },
  { files: ['src/**'], ignores: ['src/api/**'], rules: refuse(...TAURI) },
  { files: ['src/parts/**'], rules: refuse(...TAURI, ...PARTS) },
  { files: ['src/features/**'], rules: refuse(...TAURI, ...FEATURES) },
  {
    files: ['src/features/*/*'],
    rules: refuse(...TAURI, ...FEATURES, {
      regex: '^\\.\\./',
      message: 'Inside a feature import relatively, outside it not at all.',
    }),
  },
);

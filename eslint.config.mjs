import tseslint from 'typescript-eslint';

export default [{ ignores: ['**/dist/**', '**/build/**', '**/node_modules/**'] }, ...tseslint.configs.recommended];

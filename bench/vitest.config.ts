import { defineConfig } from 'vitest/config';

/** Figures, not tests: `npm run bench`. */
export default defineConfig({
  test: {
    include: ['bench/*.ts'],
    exclude: ['inbox', 'measure', 'contenders', 'money', 'live-run', 'vitest.config'].map(
      (name) => `bench/${name}.ts`,
    ),
    disableConsoleIntercept: true,
  },
});

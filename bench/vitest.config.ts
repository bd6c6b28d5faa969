import { defineConfig } from 'vitest/config';

/** Figures, not tests: `npm run bench`. */
export default defineConfig({
  test: {
    include: ['bench/*.ts'],
    exclude: ['bench/inbox.ts', 'bench/vitest.config.ts'],
    disableConsoleIntercept: true,
  },
});

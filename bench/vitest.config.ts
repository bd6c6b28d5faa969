import { defineConfig } from 'vitest/config';

/** Figures, not tests: `npm run bench`. */
export default defineConfig({ test: { include: ['bench/live.ts'], disableConsoleIntercept: true } });

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { assemblyKernels } from './assembly-kernels.ts';
import { findChromium, TESTS_BROWSER } from './src/cli/chromium.ts';

const launchOptions = { executablePath: findChromium() ?? undefined, args: TESTS_BROWSER };

export default defineConfig({
  plugins: [assemblyKernels()],
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
          // Files share what they import: loading TensorFlow.js anew for each took half of their time.
          isolate: false,
        },
      },
      {
        extends: true,
        // The engine's tests need the real backends, and so a real browser.
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-core/dist/register_all_gradients',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-backend-webgl',
          ],
        },
        test: {
          name: 'engine',
          include: ['tests/engine/**/*.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyKernels } from './assembly-kernels.ts';
import { isolationHeaders } from './src/cli/isolation.ts';

export default defineConfig({
  // Relative addresses: the build works from any folder of any static host.
  base: './',
  plugins: [react(), assemblyKernels()],
  worker: { format: 'es', plugins: () => [assemblyKernels()] },
  build: { target: 'es2022' },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
});

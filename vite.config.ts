import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyKernels } from './assembly-kernels.ts';
import { linkPreview } from './link-preview.ts';
import { isolationHeaders } from './src/cli/isolation.ts';

export default defineConfig({
  // Relative addresses: the build works from any folder of any static host.
  base: './',
  plugins: [react(), assemblyKernels(), linkPreview(process.env.SITE_URL)],
  worker: {
    format: 'es',
    plugins: () => [assemblyKernels()],
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  // The libraries' licences are told once, in a file beside the page, and not in comments of every script.
  // One file of styles: of several, one that fails to load would not be asked for again with the view it belongs to.
  build: { target: 'es2022', cssCodeSplit: false, license: { fileName: 'licenses.md' } },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
});

import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

// The server bundle starts at our own express application, so that the security headers, the health
// check and the pages are one tested thing; server.mjs only listens.
export default defineConfig({
  plugins: [reactRouter()],
  environments: { ssr: { build: { rollupOptions: { input: './server/portal.ts' } } } },
});

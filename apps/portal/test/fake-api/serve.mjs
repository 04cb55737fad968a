// Shows the portal with made-up data: node test/fake-api/serve.mjs, after a build.
import { runnerImport } from 'vite';
import { createPortal } from '../../build/server/index.js';

const apiPort = 3901;
const portalPort = 3900;
const { module } = await runnerImport('/test/fake-api/fake-api.ts', { root: new URL('../..', import.meta.url).pathname, configFile: false, logLevel: 'error' });
const api = await module.startFakeApi(apiPort);
createPortal({ PORTAL_PORT: portalPort, API_URL: api.url, SESSION_SECRET: 'only for made-up data, nothing to protect', HELP_PHONE: '0800 00 000', CARD_PAGE_ORIGIN: 'http://127.0.0.1:3003' }).listen(portalPort, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${portalPort}  els@scheldeland.example | sofie@ocmw-zele.example  een lang oefenwachtwoord`);
});

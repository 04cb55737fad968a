import { createPortal, readEnvironment } from './build/server/index.js';

const read = readEnvironment(process.env);
if (read.kind === 'invalid') {
  console.error(`The portal cannot start: ${read.sentence}`);
  process.exit(1);
}

const { PORTAL_PORT } = read.environment;
const server = createPortal(read.environment).listen(PORTAL_PORT, (error) => {
  if (error) {
    const why = error.code === 'EADDRINUSE' ? 'the port is taken; set PORTAL_PORT to another one' : error.message;
    console.error(`The portal cannot listen on port ${PORTAL_PORT}: ${why}.`);
    process.exit(1);
  }
  console.log(`portal: http://127.0.0.1:${PORTAL_PORT}`);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}

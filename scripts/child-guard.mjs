// Preloaded with --import in every process that start.mjs starts. When the parent is gone, even by kill -9, the channel
// to it closes: the process then stops as on SIGTERM, and by force when that takes too long. So no process is orphaned.
const LONGEST_STOP_MS = 8_000;

if (process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // The channel alone must not keep a process alive that has ended its work, such as the migration.
  process.channel.unref();
}

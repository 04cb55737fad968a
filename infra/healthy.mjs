// Health check of a container: exits 0 when the address answers with 2xx within the time.
const LONGEST_ANSWER_MS = 4_000;

try {
  const response = await fetch(process.argv[2], { signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
  process.exit(response.ok ? 0 : 1);
} catch {
  process.exit(1);
}

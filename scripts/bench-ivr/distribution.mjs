/** The distribution of durations in milliseconds, rounded to whole ones. */
export function distribution(durations) {
  const sorted = durations.toSorted((one, other) => one - other);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

/** One line of the table. */
export function printDistribution(name, durations) {
  const { count, p50, p90, p99, max } = distribution(durations);
  console.log(`  ${name.padEnd(6)} ${String(count).padStart(5)} webhooks   p50 ${String(p50).padStart(5)} ms   p90 ${String(p90).padStart(5)} ms   p99 ${String(p99).padStart(5)} ms   max ${String(max).padStart(5)} ms`);
}

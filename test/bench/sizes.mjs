/** How much data the measurements run on. `--full` is the size that the goals were set for. */
export function sizesFrom(args) {
  const full = args.includes('--full');
  const given = (name, fallback) => {
    const found = args.find((arg) => arg.startsWith(`--${name}=`));
    return found ? Number(found.split('=')[1]) : fallback;
  };
  return {
    partners: given('partners', 30),
    /** Centres of each partner; with --full 600 in all. */
    centres: given('centres', 20),
    months: given('months', full ? 120 : 24),
    rounds: Math.max(5, given('rounds', 5)),
    /** Of one round of reads: long enough for 32 slow answers to come back. */
    seconds: given('seconds', 5),
    writeSeconds: given('write-seconds', 2),
    connections: given('connections', 32),
    /** Values of one imported file: 40 for each centre. */
    w2Values: given('w2-values', 24_000),
    /** Jobs of one fan-out. */
    jobs: given('jobs', 600),
  };
}

/** The newest month that is over, and the one before it. */
export function lastMonths(now = new Date()) {
  const month = (back) => {
    const date = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    return date.toISOString().slice(0, 7);
  };
  return { period: month(1), previousPeriod: month(2) };
}

/**
 * Whether a report is older than what was taken before. One of the same instant is the same report, which the
 * import recognises by its bytes; one that says nothing about its age is taken.
 */
export function isStale(asOf: string | null, newestTaken: Date | null): boolean {
  return asOf !== null && newestTaken !== null && Date.parse(asOf) < newestTaken.getTime();
}

/** An instant as ARI writes it: milliseconds, and the offset without a colon (Go clients refuse `Z`). */
export function toTimestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}

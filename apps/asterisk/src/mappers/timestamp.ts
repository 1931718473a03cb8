/** Formats an instant as ARI does: with milliseconds, and an offset without a colon (Go clients reject `Z`). */
export function toTimestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}

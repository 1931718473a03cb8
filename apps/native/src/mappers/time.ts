/** An instant (epoch milliseconds) as RFC 3339 in UTC. */
export function toWireTime(at: number): string {
  return new Date(at).toISOString();
}

/** Start and end as RFC 3339, if known. */
export function toWireSpan({ startedAt, endedAt }: { startedAt?: number; endedAt?: number }): {
  startedAt?: string;
  endedAt?: string;
} {
  return {
    ...(startedAt === undefined ? {} : { startedAt: toWireTime(startedAt) }),
    ...(endedAt === undefined ? {} : { endedAt: toWireTime(endedAt) }),
  };
}

/**
 * Formats an instant by RFC 2822 (3.3), in UTC, to the second: `Tue, 25 Sep 2018 23:00:00 +0000`.
 * @param at epoch milliseconds.
 */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

/** As {@link rfc2822}; null for an unknown instant. */
export function rfc2822OrNull(at: number | undefined): string | null {
  return at === undefined ? null : rfc2822(at);
}

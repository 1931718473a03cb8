/**
 * An ISO 8601 duration, rounded to seconds: `PT1M13S`. Zero components are omitted, as in .NET;
 * hours may exceed 24.
 */
export function isoDuration(durationMs: number): string {
  const total = Math.round(durationMs / 1000);
  const parts = [
    [Math.floor(total / 3600), 'H'],
    [Math.floor(total / 60) % 60, 'M'],
    [total % 60, 'S'],
  ] as const;
  const text = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return text.length === 0 ? 'PT0S' : `PT${text.join('')}`;
}

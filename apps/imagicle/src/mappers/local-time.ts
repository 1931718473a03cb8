/**
 * A function that formats epoch milliseconds as this API does: ISO 8601 in the zone, with seven fraction
 * digits (.NET ticks) and without the zone.
 * @param timeZone IANA name.
 */
export function localTimeIn(timeZone: string): (epochMs: number) => string {
  // The Swedish date format is that of ISO 8601: 2018-07-02 15:07:00.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (epochMs) => {
    const fraction = (((epochMs % 1000) + 1000) % 1000).toString().padStart(3, '0');
    return `${format.format(epochMs).replace(' ', 'T')}.${fraction}0000`;
  };
}

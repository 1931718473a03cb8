/**
 * A function that prints epoch milliseconds as this API does: ISO 8601 in the zone, with seven fraction
 * digits (the ticks of .NET) and without saying which zone it is.
 * @param timeZone IANA name.
 */
export function localTimeIn(timeZone: string): (epochMs: number) => string {
  // Swedish dates are ISO 8601's: 2018-07-02 15:07:00.
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

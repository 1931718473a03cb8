import { type Line, type LineRef, TricordError } from '@tricord/core';

/** Whether a call on `on` may be on this line: the fields that both have must match. */
export function isOnLine(on: LineRef, line: Line): boolean {
  const sameDevice = on.deviceName === undefined || on.deviceName === line.deviceName;
  const sameNumber =
    on.directoryNumber === undefined || on.directoryNumber === line.directoryNumber;
  return sameDevice && sameNumber;
}

/** Whether clients may start and stop recordings of this line. */
export function isControllable(line: Line): boolean {
  return line.monitorable && line.recordingMode !== 'automatic';
}

/**
 * The error for why none of the lines is controllable; `lines` is not empty.
 * @throws TricordError `line-not-monitorable` with the deviceName; `line-automatic`.
 */
export function requireControllable(lines: readonly Line[]): void {
  if (lines.some(isControllable)) return;
  if (lines.some((line) => line.monitorable)) {
    throw new TricordError('line-automatic', 'The device records every call by itself');
  }
  const deviceName = lines[0]?.deviceName;
  throw new TricordError('line-not-monitorable', `${deviceName} cannot be monitored`, {
    details: deviceName === undefined ? {} : { deviceName },
  });
}

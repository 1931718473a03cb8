/** The result of one check. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was checked: `clock`, or a setting such as `http`. */
  readonly check: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export function ok(check: string, message: string): Finding {
  return { level: 'ok', check, message };
}

export function warn(check: string, message: string, remedy: string): Finding {
  return { level: 'warn', check, message, remedy };
}

export function fail(check: string, message: string, remedy: string): Finding {
  return { level: 'fail', check, message, remedy };
}

import type { Line, User } from '@tricord/core';

/** Properties of a test user; others have the configuration's defaults. */
export type TestUserSettings = Partial<Omit<User, 'username' | 'lines'>> & {
  readonly lines?: readonly (Pick<Line, 'deviceName' | 'directoryNumber'> & Partial<Line>)[];
};

/** A user, by default a recorder without lines; a line is monitorable and recorded on demand by default. */
export function testUser(username: string, settings: TestUserSettings = {}): User {
  const lines = (settings.lines ?? []).map(
    (line): Line => ({ monitorable: true, recordingMode: 'on-demand', ...line }),
  );
  return { username, role: 'recorder', ...settings, lines };
}

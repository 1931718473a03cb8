/** An agent and the recording mode of the agent's line. */
export interface Agent {
  readonly username: string;
  readonly numericUserId: string;
  readonly deviceName: string;
  readonly directoryNumber: string;
  readonly recordingMode: 'automatic' | 'on-demand' | 'live-keep';
}

/** The password of all users. */
const PASSWORD = 'a password';

/** The user of the desktop application, which starts and pauses recordings. */
export const DESKTOP = 'desktop';
export const SUPERVISOR = 'supervisor';

/** Thirty agents; the last three have automatic lines, the three before them live-keep lines. */
export const AGENTS: readonly Agent[] = Array.from({ length: 30 }, (_, index) => {
  const two = String(index + 1).padStart(2, '0');
  return {
    username: `agent${two}`,
    numericUserId: `9${two}`,
    deviceName: `SEP0000000020${two}`,
    directoryNumber: `20${two}`,
    recordingMode: index < 24 ? 'on-demand' : index < 27 ? 'live-keep' : 'automatic',
  };
});

/** Agents who use the API themselves, with their roles. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['agent07', 'recorder'],
  ['agent08', 'reader'],
]);

/** All users as a CSV import of the directory. */
export function staffAsCsv(): string {
  const head = 'username,numericUserId,role,password,deviceName,directoryNumber,recordingMode';
  const managers = [DESKTOP, SUPERVISOR].map((name) => `${name},,manager,${PASSWORD},,,`);
  const agents = AGENTS.map((agent) => {
    const { username, numericUserId, deviceName, directoryNumber, recordingMode } = agent;
    const role = ROLES.get(username);
    return [
      ...[username, numericUserId, role ?? '', role === undefined ? '' : PASSWORD],
      ...[deviceName, directoryNumber, recordingMode],
    ].join();
  });
  return [head, ...managers, ...agents].join('\r\n');
}

/** The `Authorization` header of a user. */
export function authorizationOf(username: string): string {
  return `Basic ${Buffer.from(`${username}:${PASSWORD}`).toString('base64')}`;
}

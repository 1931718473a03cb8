/** An agent, and how the agent's line is recorded. */
export interface Agent {
  readonly username: string;
  readonly numericUserId: string;
  readonly deviceName: string;
  readonly directoryNumber: string;
  readonly recordingMode: 'automatic' | 'on-demand' | 'live-keep';
}

/** Everybody's password. */
const PASSWORD = 'a password';

/** The program at the agents' desks, which asks for recordings. */
export const DESKTOP = 'desktop';
export const SUPERVISOR = 'supervisor';

/** Thirty: the last three are on automatic lines, the three before them on lines in mode live-keep. */
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

/** Agents who come in themselves, and as what. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['agent07', 'recorder'],
  ['agent08', 'reader'],
]);

/** All of them as a directory is imported. */
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

/** What a user's client sends as `Authorization`. */
export function authorizationOf(username: string): string {
  return `Basic ${Buffer.from(`${username}:${PASSWORD}`).toString('base64')}`;
}

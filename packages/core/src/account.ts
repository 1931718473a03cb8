import type { RecordingSettings } from './recording.ts';

/** The tenant: owns users, lines, sessions and recordings; nothing crosses it. */
export interface Account {
  /** UUID. */
  readonly id: string;
  /** A second identity for clients that insist on their own form of account id. */
  readonly alias?: string;
  readonly name: string;
}

/**
 * How a line's calls come to be recorded: each one by itself, when somebody asks, or kept from the
 * start of the call but only if somebody asks before its end.
 */
export type RecordingMode = 'automatic' | 'on-demand' | 'live-keep';

/** How a line's calls are captured; what is left out is as in `DEFAULT_SETTINGS`. */
export type LineRecording = Partial<Pick<RecordingSettings, 'channels' | 'beep' | 'maxDurationMs'>>;

/** A directory number on a device. */
export interface Line {
  readonly deviceName: string;
  readonly directoryNumber: string;
  /** Whether the PBX lets this line be recorded on request. */
  readonly monitorable: boolean;
  readonly recordingMode: RecordingMode;
  /** For `automatic` lines; of a `live-keep` line, only `channels` counts. */
  readonly recording?: LineRecording;
}

/** What a user may do: record own calls; see own recordings as well; manage everybody's. */
export type UserRole = 'recorder' | 'reader' | 'manager';

/** A person who owns lines. */
export interface User {
  readonly username: string;
  /** Tells apart users who share one extension. */
  readonly numericUserId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly group?: string;
  readonly department?: string;
  readonly role: UserRole;
  readonly lines: readonly Line[];
}

/** A user that somebody put into the directory at run time, as the catalog keeps it. */
export interface StoredUser {
  readonly accountId: string;
  readonly user: User;
  /** `scrypt:…`; who has none cannot log in. Never leaves by an API. */
  readonly passwordHash?: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

/** A user's name as it is compared: without regard to case. */
export function usernameKey(username: string): string {
  return username.toLowerCase();
}

/** Whether two user names are the same user's. */
export function isSameUser(a: string | undefined, b: string): boolean {
  return a !== undefined && usernameKey(a) === usernameKey(b);
}

/** The order of lists of users: by the bytes of {@link usernameKey} in UTF-8. */
export function compareUsernames(a: string, b: string): number {
  return Buffer.compare(Buffer.from(usernameKey(a)), Buffer.from(usernameKey(b)));
}

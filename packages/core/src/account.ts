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
 * How a line's calls are recorded: automatically, on request, or on request but from the start of the
 * call.
 */
export type RecordingMode = 'automatic' | 'on-demand' | 'live-keep';

/** How a line's calls are captured; the defaults are `DEFAULT_SETTINGS`. */
export type LineRecording = Partial<Pick<RecordingSettings, 'channels' | 'beep' | 'maxDurationMs'>>;

/** A directory number on a device. */
export interface Line {
  readonly deviceName: string;
  readonly directoryNumber: string;
  /** Whether the PBX lets this line be recorded on request. */
  readonly monitorable: boolean;
  readonly recordingMode: RecordingMode;
  /** For `automatic` lines; for a `live-keep` line, only `channels` applies. */
  readonly recording?: LineRecording;
}

/** Whether a user is mailed of new recordings, with a link to the audio or with the audio. */
export type UserMail = 'none' | 'link' | 'file';

/** What a user may do: record their own calls; also see their own recordings; manage everybody's. */
export type UserRole = 'recorder' | 'reader' | 'manager';

/** A person who owns lines. */
export interface User {
  readonly username: string;
  /** The name by which the PBX knows the user, if it is another one. Compared without regard to case. */
  readonly pbxUsername?: string;
  /** Distinguishes users who share an extension. */
  readonly numericUserId?: string;
  /** Distinguishes users who share an extension and have the same numeric id. */
  readonly numericPartitionId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly group?: string;
  /** The groups whose recordings the user looks after. */
  readonly supervisedGroups?: readonly string[];
  readonly department?: string;
  /** Public numbers of the user's first line, by which calls from outside are known. */
  readonly aliasNumbers?: readonly string[];
  readonly email?: string;
  /** Absent: `none`. */
  readonly mail?: UserMail;
  readonly role: UserRole;
  readonly lines: readonly Line[];
}

/** A user that was added to the directory at run time, as stored in the catalog. */
export interface StoredUser {
  readonly accountId: string;
  readonly user: User;
  /** `scrypt:…`; a user without one cannot log in. Never exposed by an API. */
  readonly passwordHash?: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

/**
 * The key under which user names are compared, ignoring case and whether accents are characters of their own. A key is
 * the key of itself.
 */
export function usernameKey(username: string): string {
  // In this order, for the lower case of a composed text may be composable: J with caron.
  return username.toLowerCase().normalize('NFC');
}

/** Whether two user names refer to the same user. */
export function isSameUser(a: string | undefined, b: string): boolean {
  return a !== undefined && usernameKey(a) === usernameKey(b);
}

/** The sort order of users: by the UTF-8 bytes of {@link usernameKey}. */
export function compareUsernames(a: string, b: string): number {
  return Buffer.compare(Buffer.from(usernameKey(a)), Buffer.from(usernameKey(b)));
}

import { createHash } from 'node:crypto';

/** Who takes an action. */
export interface Actor {
  /** The authenticated user; absent where the credentials name none. */
  readonly username?: string;
  /** The dialect, `native` for Tricord's own API, `line` for automatic recording, `mail` for audio in mail, `system`, or `cli`. */
  readonly via: string;
  /** The network address of the client. */
  readonly address?: string;
}

/** The actor of actions without a request: limits, hang-ups, retention. */
export const SYSTEM: Actor = { via: 'system' };

/** All audited actions, with their names in exports. */
export const AUDIT_EVENTS = {
  'recording.start': 'Start Recording',
  'recording.stop': 'Stop Recording',
  'recording.pause': 'Pause Recording',
  'recording.resume': 'Resume Recording',
  'recording.mute': 'Mute Recording',
  'recording.unmute': 'Unmute Recording',
  'recording.discard': 'Discard Recording',
  'recording.fail': 'Recording Failed',
  'recording.download': 'Download Recording',
  'recording.delete': 'Delete Recording',
  'recording.copy': 'Copy Recording',
  'recording.upload': 'Upload Recording',
  'recording.edit': 'Edit Recording',
  'recording.preserve': 'Preserve Recording',
  'recording.release': 'Release Recording',
  'retention.delete': 'Delete Expired Recording',
  'directory.change': 'Change Directory',
  'webhook.replay': 'Replay Webhook',
} as const;

export type AuditAction = keyof typeof AUDIT_EVENTS;

export const AUDIT_ACTIONS = Object.keys(AUDIT_EVENTS) as readonly AuditAction[];

/** Details of an action: few, and short. Numbers are integers. */
export type AuditDetails = Readonly<Record<string, string | number | boolean>>;

/** An entry to be appended. */
export interface NewAuditEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly accountId: string;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly recordingId?: string;
  /** Another object of the action: a user of the directory, a delivery. */
  readonly subject?: string;
  readonly details: AuditDetails;
}

/** An entry of an account's audit log, chained to the one before it. */
export interface AuditEntry extends NewAuditEntry {
  /** Its place in the account's log: 1, 2, 3, … */
  readonly seq: number;
  /** The hash of the entry before it, {@link AUDIT_GENESIS} in the first. */
  readonly prevHash: string;
  /** See {@link auditHash}. */
  readonly hash: string;
}

/** Where an account's log ends. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** What the first entry of a log is chained to. */
export const AUDIT_GENESIS = '0'.repeat(64);

/** The entry that follows `head`, as it is stored. */
export function chainEntry(head: AuditHead | undefined, added: NewAuditEntry): AuditEntry {
  const { at, accountId, actor, action, recordingId, subject } = added;
  const unhashed = {
    seq: (head?.seq ?? 0) + 1,
    at,
    accountId,
    actor: {
      ...(actor.username === undefined ? {} : { username: wellFormed(actor.username) }),
      via: wellFormed(actor.via),
      ...(actor.address === undefined ? {} : { address: wellFormed(actor.address) }),
    },
    action,
    ...(recordingId === undefined ? {} : { recordingId }),
    ...(subject === undefined ? {} : { subject: wellFormed(subject) }),
    details: canonicalDetails(added.details),
    prevHash: head?.hash ?? AUDIT_GENESIS,
  };
  return { ...unhashed, hash: auditHash(unhashed) };
}

/**
 * SHA-256, in lowercase hex, of the UTF-8 bytes of {@link auditText}. docs/audit.md describes it for
 * independent verification.
 */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(auditText(entry), 'utf8').digest('hex');
}

/**
 * The text that is hashed: a JSON array of the entry's fields in this order, without spaces, null for absent ones, and
 * the details as pairs sorted by name.
 */
export function auditText(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, accountId, actor, action, recordingId, subject, details, prevHash } = entry;
  return JSON.stringify([
    ...[1, accountId, seq, at],
    ...[actor.username ?? null, actor.via, actor.address ?? null],
    ...[action, recordingId ?? null, subject ?? null],
    Object.entries(details).sort(byName),
    prevHash,
  ]);
}

function canonicalDetails(details: AuditDetails): AuditDetails {
  const kept = Object.entries(details).map(([name, value]): [string, AuditDetails[string]] => {
    const exact = typeof value === 'boolean' || Number.isSafeInteger(value);
    return [wellFormed(name), exact ? value : wellFormed(String(value))];
  });
  return Object.fromEntries(kept.sort(byName));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The text as well-formed UTF-16: a lone surrogate becomes U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

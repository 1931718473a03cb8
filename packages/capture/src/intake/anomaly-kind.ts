/** What a stream may send that its protocol does not have; the metric's label. */
export const ANOMALY_KINDS = [
  /** A message that cannot be parsed, or has a field of the wrong kind. */
  'malformed',
  /** A kind of message that the protocol does not have. */
  'unknown-message',
  /** A second message that says which call the stream carries. */
  'second-start',
  /** Audio without an end before the message that says which call it is of. */
  'early-audio',
  /** Audio that ends within a sample; the whole samples are taken. */
  'half-sample',
  /** Audio whose timestamp is no time; it is placed by its arrival. */
  'bad-timestamp',
  /** Audio whose timestamp has jumped, begun anew, or stands still; it is placed by its arrival. */
  'timestamp-jump',
  /** The peer reports an error. */
  'peer-error',
  /** A fault of ours in handling a message. */
  'internal',
] as const;

export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

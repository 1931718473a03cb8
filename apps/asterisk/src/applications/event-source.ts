/** The kinds of event sources that an application can subscribe to. */
export type SourceKind = 'channel' | 'bridge' | 'endpoint' | 'deviceState';

/** An event source that an application can subscribe to. */
export interface EventSource {
  readonly kind: SourceKind;
  /** The core's id of a channel or bridge, the name of anything else; {@link EVERYTHING}: all of the kind. */
  readonly id: string;
  /** The id that ARI's clients see. */
  readonly shownId: string;
}

/** The id that stands for all sources of a kind. */
export const EVERYTHING = '';

/** What Asterisk shows instead of an id for a subscription to all sources of a kind. */
const EVERYTHING_SHOWN: Readonly<Record<SourceKind, string>> = {
  channel: '__AST_CHANNEL_ALL_TOPIC',
  bridge: '__AST_BRIDGE_ALL_TOPIC',
  endpoint: '__AST_ENDPOINT_ALL_TOPIC',
  deviceState: '__AST_DEVICE_STATE_ALL_TOPIC',
};

export const SOURCE_KINDS = Object.keys(EVERYTHING_SHOWN) as readonly SourceKind[];

/** All sources of a kind. */
export function everyOf(kind: SourceKind): EventSource {
  return { kind, id: EVERYTHING, shownId: EVERYTHING_SHOWN[kind] };
}

/** The parts of `scheme:id`, or undefined when ARI has no such scheme. An id may contain colons, or be empty. */
export function parseSourceUri(uri: string): { kind: SourceKind; id: string } | undefined {
  const kind = SOURCE_KINDS.find((name) => uri.startsWith(`${name}:`));
  return kind === undefined ? undefined : { kind, id: uri.slice(kind.length + 1) };
}

import type { SessionDescription } from '@tricord/core';
import type { Arriving, AttachedStream } from './attached-stream.ts';

/** A stream that comes to carry a session. */
export interface Incoming extends Arriving {
  readonly accountId: string;
  /** UUID: the session's; or, where `knownBy` says so, one for it in case that there is none yet. */
  readonly id: string;
  /** What the stream names its call by: the `id` (the default), or the description's `externalId`. */
  readonly knownBy?: 'id' | 'externalId';
  /** The source's name, such as `audiosocket`. */
  readonly source: string;
  /** Whether a UUID that nobody described is welcome. */
  readonly acceptUnknown: boolean;
  /** What the stream itself says of its call; adds to what was said before. */
  readonly description?: SessionDescription;
  /** Called once it carries the session, before any other stream of the call can take over from it. */
  opened?(opened: Opened): void;
}

/** A stream that carries a session now. */
export interface Opened {
  readonly stream: AttachedStream;
  /** It is the session's first one, the first after its end, or one more. */
  readonly how: 'started' | 'resumed' | 'joined';
}

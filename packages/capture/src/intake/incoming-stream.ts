import type { SessionDescription } from '@tricord/core';
import type { Arriving, AttachedStream } from './attached-stream.ts';

/** A stream that is about to carry a session. */
export interface IncomingStream extends Arriving {
  /** Whose listener it has reached. */
  readonly accountId: string;
  /** Whether a client of the account has fetched the call, so that it is of no other account. */
  readonly fetched?: boolean;
  /** UUID: the session's; if `knownBy` is `externalId`, the one for a new session. */
  readonly id: string;
  /** What identifies the session: the `id` (the default), or the description's `externalId`. */
  readonly knownBy?: 'id' | 'externalId';
  /** The source's name, such as `audiosocket`. */
  readonly source: string;
  /** Whether a UUID that was not described before is accepted. */
  readonly acceptUnknown: boolean;
  /** When its first message arrived, monotonic milliseconds. Default: now. */
  readonly sinceMs?: number;
  /** What the stream itself says about its session; added to what is known. */
  readonly description?: SessionDescription;
  /** Called once it carries the session, before another stream can take over from it. */
  opened?(opened: OpenedStream): void;
}

/** A stream that carries a session. */
export interface OpenedStream {
  readonly stream: AttachedStream;
  /** `started`: the session's first stream; `resumed`: the first after its end; `joined`: an additional one. */
  readonly how: 'started' | 'resumed' | 'joined';
}

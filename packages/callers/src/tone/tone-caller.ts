/** A caller that plays a tone on each of its tracks, from prebuilt frames: cheap enough to generate load. */
export interface ToneCaller {
  /** Connects and identifies the call. */
  open(): Promise<void>;
  /** Sends frame number `index` of each track. */
  send(index: number): void;
  /** Reads what the other side has sent; called a few times a second. */
  drain(): void;
  /** Hangs up, and waits until the connection is closed. */
  close(): Promise<void>;
  /** Why the connection ended unexpectedly; undefined if it has not. */
  readonly broken: string | undefined;
}

/** Where a caller connects to, and what it plays. */
export type ToneCallSpec =
  | {
      readonly kind: 'audiosocket';
      readonly port: number;
      /** The call's UUID. */
      readonly uuid: string;
      /** The index of its tone. */
      readonly tones: readonly [number];
    }
  | {
      readonly kind: 'media-streams';
      readonly port: number;
      /** Path of the source on the gateway's HTTP server. */
      readonly path: string;
      /** The call's UUID. */
      readonly uuid: string;
      /** The indexes of the remote and the local side's tones. */
      readonly tones: readonly [number, number];
    }
  | {
      readonly kind: 'asterisk-websocket';
      readonly port: number;
      /** Path of the channel's media on the recorder's HTTP server. */
      readonly path: string;
      /** Asterisk's first message; undefined when Asterisk itself is the recorder. */
      readonly start?: string;
      readonly tones: readonly [number];
    };

/**
 * AudioSocket's frames: kind (1 byte), length (2 bytes, big-endian), payload.
 * Source: Asterisk's res_audiosocket.c and its documentation of the protocol.
 */
export const FRAME_KIND = {
  hangUp: 0x00,
  uuid: 0x01,
  /** Silence of no stated length; not part of Asterisk's protocol, but sent by some peers. */
  silence: 0x02,
  dtmf: 0x03,
  /** Signed linear, 16 bit, little-endian, 8 kHz; the following kinds have higher rates. */
  audio8k: 0x10,
  error: 0xff,
} as const;

const HEADER_BYTES = 3;

const RATE_OF_KIND: ReadonlyMap<number, number> = new Map([
  [0x10, 8000],
  [0x11, 12_000],
  [0x12, 16_000],
  [0x13, 24_000],
  [0x14, 32_000],
  [0x15, 44_100],
  [0x16, 48_000],
  [0x17, 96_000],
  [0x18, 192_000],
]);

const KIND_OF_RATE: ReadonlyMap<number, number> = new Map(
  [...RATE_OF_KIND].map(([kind, rate]) => [rate, kind]),
);

/** Sample rates that the protocol can carry, Hz. */
export const AUDIOSOCKET_RATES: readonly number[] = [...KIND_OF_RATE.keys()];

/** The sample rate of audio frames of this kind in Hz, or undefined when it carries no audio. */
export function sampleRateOf(kind: number): number | undefined {
  return RATE_OF_KIND.get(kind);
}

/** The kind of audio frames of this rate, or undefined when the protocol does not support it. */
export function kindOf(sampleRateHz: number): number | undefined {
  return KIND_OF_RATE.get(sampleRateHz);
}

/** Encodes one frame, header and payload. */
export function encodeFrame(kind: number, payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  frame.writeUInt8(kind, 0);
  frame.writeUInt16BE(payload.length, 1);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

/** Called for each frame; `payload` is a view that is only valid during the call. */
export type FrameHandler = (kind: number, payload: Buffer) => void;

/**
 * Splits a byte stream into frames of any kind. Buffers at most one incomplete frame (64 KB).
 */
export class FrameReader {
  readonly #handle: FrameHandler;
  #rest: Buffer = Buffer.alloc(0);

  /** @param handle must not throw. */
  constructor(handle: FrameHandler) {
    this.#handle = handle;
  }

  /** Reads the next bytes. */
  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (bytes.length - at >= HEADER_BYTES) {
      const end = at + HEADER_BYTES + bytes.readUInt16BE(at + 1);
      if (end > bytes.length) break;
      this.#handle(bytes.readUInt8(at), bytes.subarray(at + HEADER_BYTES, end));
      at = end;
    }
    // A copy: a view would keep the socket's whole buffer alive.
    this.#rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
  }
}

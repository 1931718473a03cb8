/** The value of each character of base64 (RFC 4648, 4); -1 for all others. */
const VALUES = new Int8Array(256).fill(-1);
for (const [value, character] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  VALUES[character.charCodeAt(0)] = value;
}
const PAD = 0x3d;

/** Decodes base64 into reused memory: a result is valid until the next call. */
export class Base64Decoder {
  #memory = Buffer.alloc(0);
  /** Its used part. Most payloads have the same length as the previous one. */
  #result = this.#memory;

  /** Decodes any text as `Buffer.from` does: what is not base64 is skipped. */
  decodeText(text: string): Buffer {
    this.#reserve(text.length);
    return this.#resultOf(this.#memory.write(text, 'base64'));
  }

  /**
   * Decodes the characters from index `from` up to (not including) `to`.
   * @returns undefined unless they are complete, padded groups of the standard alphabet, and nothing else.
   */
  decodeBytes(data: Uint8Array, from: number, to: number): Buffer | undefined {
    const length = to - from;
    if (length % 4 !== 0) return undefined;
    this.#reserve(length);
    const memory = this.#memory;
    const padding = length === 0 || data[to - 1] !== PAD ? 0 : data[to - 2] !== PAD ? 1 : 2;
    const wholeTo = padding === 0 ? to : to - 4;
    let bytes = 0;
    for (let at = from; at < wholeTo; at += 4) {
      const group =
        (valueAt(data, at) << 18) |
        (valueAt(data, at + 1) << 12) |
        (valueAt(data, at + 2) << 6) |
        valueAt(data, at + 3);
      if (group < 0) return undefined;
      memory[bytes] = group >> 16;
      memory[bytes + 1] = group >> 8;
      memory[bytes + 2] = group;
      bytes += 3;
    }
    if (padding === 0) return this.#resultOf(bytes);
    const third = padding === 2 ? 0 : valueAt(data, to - 2);
    const last = (valueAt(data, to - 4) << 18) | (valueAt(data, to - 3) << 12) | (third << 6);
    if (last < 0) return undefined;
    memory[bytes] = last >> 16;
    if (padding === 1) memory[bytes + 1] = last >> 8;
    return this.#resultOf(bytes + 3 - padding);
  }

  /** Ensures capacity for this many characters. */
  #reserve(characters: number): void {
    const bytes = Math.ceil((characters * 3) / 4);
    if (this.#memory.length >= bytes) return;
    this.#memory = Buffer.alloc(2 * bytes);
    this.#result = this.#memory;
  }

  #resultOf(bytes: number): Buffer {
    if (this.#result.length !== bytes) this.#result = this.#memory.subarray(0, bytes);
    return this.#result;
  }
}

function valueAt(data: Uint8Array, at: number): number {
  return VALUES[data[at] as number] as number;
}

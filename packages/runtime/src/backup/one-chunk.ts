/** The content as a stream of a single chunk. */
export async function* oneChunk(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

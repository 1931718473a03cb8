import type { Rendition } from '@tricord/core';

/** The formats that this API serves. */
export type Container = 'wav' | 'mp3';

/** The rendition that a request asks for: channels as recorded, unless it asks for a number. */
export function toRendition(
  container: Container,
  query: { readonly RequestedChannels?: unknown },
): Rendition {
  const rendition: Rendition = { container, encoding: 'pcm16' };
  if (query.RequestedChannels === undefined) return rendition;
  return { ...rendition, channels: Number(query.RequestedChannels) === 2 ? 2 : 1 };
}

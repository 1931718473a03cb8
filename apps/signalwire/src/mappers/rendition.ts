import type { Rendition } from '@tricord/core';

/** The supported formats. */
export type Container = 'wav' | 'mp3';

/** The requested rendition; the channels are as recorded by default. */
export function toRendition(
  container: Container,
  query: { readonly RequestedChannels?: unknown },
): Rendition {
  const rendition: Rendition = { container, encoding: 'pcm16' };
  if (query.RequestedChannels === undefined) return rendition;
  return { ...rendition, channels: Number(query.RequestedChannels) === 2 ? 2 : 1 };
}

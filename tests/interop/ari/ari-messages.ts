import type { Message } from '@tricord/http-compare';

interface Mentioned {
  readonly channel?: { readonly id?: string };
  readonly bridge?: { readonly id?: string };
  readonly recording?: { readonly name?: string; readonly target_uri?: string };
  readonly eventname?: string;
}

/** An event in short: its type, and what it is about. */
export function lineOf(message: Message): string {
  const { channel, bridge, recording, eventname } = message as Mentioned;
  const about = [channel?.id, bridge?.id, recording?.name, eventname];
  return [message.type, ...about.filter((part) => part !== undefined)].join(' ');
}

/** The ids of the channels and bridges that an event is about. */
export function idsIn(message: Message): readonly string[] {
  const { channel, bridge, recording } = message as Mentioned;
  const target = recording?.target_uri?.replace(/^\w+:/, '');
  return [channel?.id, bridge?.id, target].filter((id) => id !== undefined);
}

/** A response over a socket, with its body as JSON where it is. */
export function withBody(response: Message | undefined): unknown {
  const { message_body: text } = response ?? {};
  if (typeof text !== 'string') return response ?? 'nothing';
  try {
    return { ...response, message_body: JSON.parse(text) };
  } catch {
    return response;
  }
}

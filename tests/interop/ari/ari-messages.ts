import type { Message } from '@tricord/http-compare';

interface Mentioned {
  readonly channel?: { readonly id?: string };
  readonly bridge?: { readonly id?: string };
  readonly recording?: { readonly name?: string; readonly target_uri?: string };
  readonly eventname?: string;
}

/** A one-line summary of an event: its type and its subject. */
export function lineOf(message: Message): string {
  const { channel, bridge, recording, eventname } = message as Mentioned;
  const about = [channel?.id, bridge?.id, recording?.name, eventname];
  return [message.type, ...about.filter((part) => part !== undefined)].join(' ');
}

/** The ids of the channels and bridges in an event. */
export function idsIn(message: Message): readonly string[] {
  const { channel, bridge, recording } = message as Mentioned;
  const target = recording?.target_uri?.replace(/^\w+:/, '');
  return [channel?.id, bridge?.id, target].filter((id) => id !== undefined);
}

/** A RESTResponse with its JSON body parsed. */
export function withBody(response: Message | undefined): unknown {
  const { message_body: text } = response ?? {};
  if (typeof text !== 'string') return response ?? 'nothing';
  try {
    return { ...response, message_body: JSON.parse(text) };
  } catch {
    return response;
  }
}

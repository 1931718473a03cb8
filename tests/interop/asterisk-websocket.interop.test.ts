import { describeInterop } from './describe-interop.ts';
import type { InteropBench } from './interop-bench.ts';
import { type Form, testForms } from './test-forms.ts';

/** Far longer than it takes unless Asterisk has given up the call. */
const FETCH_ATTEMPTS = 1000;

type Control = 'json' | 'plain-text';

/** Asterisk connects to the gateway. */
function outgoing(codec: string, control: Control): Form['near'] {
  return (id) => `Dial(WebSocket/tricord/c(${codec})f(${control})v(uuid=${id}))`;
}

/** The gateway connects to Asterisk. */
function incoming(codec: string, control: Control): Pick<Form, 'near' | 'fetch'> {
  return { near: () => `Dial(WebSocket/INCOMING/c(${codec})f(${control}))`, fetch: fetchCall };
}

interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly connected: { readonly number: string };
}

/**
 * Finds the channel that waits for the given caller, and makes the gateway connect to it. Asterisk lists the channel
 * shortly before it accepts the connection.
 * @throws Error if Asterisk has given up the call, which it does at the caller's first frame
 */
async function fetchCall(id: string, number: string, bench: InteropBench): Promise<void> {
  for (let attempt = 0; attempt < FETCH_ATTEMPTS; attempt += 1) {
    const channels: Waiting[] = await bench.asterisk.ari('GET', '/channels');
    const waiting = channels.find(
      ({ name, connected }) => name.startsWith('WebSocket/INCOMING') && connected.number === number,
    );
    if (waiting !== undefined && (await isFetched(id, waiting.id, bench))) return;
  }
  throw new Error('Asterisk did not wait for us');
}

async function isFetched(id: string, channelId: string, bench: InteropBench): Promise<boolean> {
  const connection = `/channels/${channelId}/variable?variable=MEDIA_WEBSOCKET_CONNECTION_ID`;
  const { value } = await bench.asterisk.ari('GET', connection);
  const url = `${bench.asterisk.mediaUrl}/${value}`;
  try {
    await bench.native.send('POST', '/calls', { json: { url, id } });
    return true;
  } catch (error) {
    if (String(error).includes('The PBX has no such connection')) return false;
    throw error;
  }
}

const wide = { format: 'slin16', playedAtHz: 16_000 } as const;

const FORMS: readonly Form[] = [
  { name: 'dials us, µ-law', near: outgoing('ulaw', 'json'), recordedBy: 'native' },
  { name: 'dials us, A-law', near: outgoing('alaw', 'plain-text'), recordedBy: 'asterisk' },
  { name: 'dials us, 8 kHz', near: outgoing('slin', 'json'), recordedBy: 'imagicle' },
  {
    name: 'dials us, 16 kHz',
    near: outgoing('slin16', 'plain-text'),
    ...wide,
    recordedBy: 'native',
  },
  { name: 'dials us, 48 kHz', near: outgoing('slin48', 'json'), ...wide, recordedBy: 'native' },
  {
    name: 'dials us, µ-law over SIP',
    near: outgoing('ulaw', 'plain-text'),
    via: 'ulaw',
    recordedBy: 'signalwire',
  },
  {
    name: 'dials us, 16 kHz, A-law over SIP',
    near: outgoing('slin16', 'json'),
    via: 'alaw',
    recordedBy: 'asterisk',
  },
  { name: 'is dialed, µ-law', ...incoming('ulaw', 'plain-text'), recordedBy: 'signalwire' },
  { name: 'is dialed, A-law', ...incoming('alaw', 'json'), recordedBy: 'imagicle' },
  { name: 'is dialed, 8 kHz', ...incoming('slin', 'plain-text'), recordedBy: 'asterisk' },
  { name: 'is dialed, 16 kHz', ...incoming('slin16', 'json'), ...wide, recordedBy: 'signalwire' },
];

describeInterop('the WebSocket channel of Asterisk', () => testForms('asterisk-websocket', FORMS));

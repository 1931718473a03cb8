import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { signatureAccess } from './signature-access.ts';

const KEY = 'twilio-auth-token';
/** As `getExpectedTwilioSignature` of twilio 6.2.0 has them, with this key and no parameters. */
const SIGNATURES = {
  'wss://recorder.example.com/media-streams': 'njnof+MbrVCiNQPdqPXz0a3K6cA=',
  'wss://recorder.example.com/media-streams/': 'tzdfdvZ9zWxDnRHNvyYvmLLYsBQ=',
  'wss://recorder.example.com:443/media-streams': '2YmzqOZEY8qAckNVQ4GtiSFTxOg=',
  'wss://recorder.example.com:8443/media-streams': 'UP0XHZavRR9f/qj+7xkHxJQ0G2k=',
  'wss://recorder.example.com/tricord/media-streams': 'CMzRXo7H3xpsE94XNzcd/J9V9E8=',
  'ws://127.0.0.1:8088/media-streams': 'vyn1UuWlATHvB7GazMExKAu7QY4=',
} as const;

interface Handshake {
  readonly signature: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly peer?: string;
  readonly url?: string;
}

interface Settings {
  readonly publicUrl?: string;
  readonly trustedProxies?: readonly string[];
}

function letsIn(
  { signature, headers = {}, peer = '203.0.113.7', url = '/media-streams' }: Handshake,
  { publicUrl, trustedProxies = [] }: Settings = {},
) {
  const req = {
    url,
    headers: { host: '10.0.0.5:8088', 'x-twilio-signature': signature, ...headers },
    socket: { remoteAddress: peer },
  } as unknown as IncomingMessage;
  return signatureAccess({ signingKey: KEY, publicUrl, trustedProxies })(req);
}

describe('a signature of the URL lets in', () => {
  const host = { host: 'recorder.example.com' };

  test.each(Object.keys(SIGNATURES).slice(0, 3))('a proxy that keeps the host, of %s', (signed) => {
    const signature = SIGNATURES[signed as keyof typeof SIGNATURES];
    expect(letsIn({ signature, headers: host })).toBe(true);
    expect(letsIn({ signature, headers: host, url: '/media-streams/' })).toBe(true);
    expect(letsIn({ signature, headers: { host: 'recorder.example.com:443' } })).toBe(true);
  });

  test.each([
    ['https://recorder.example.com', 'wss://recorder.example.com/media-streams'],
    ['https://recorder.example.com:8443', 'wss://recorder.example.com:8443/media-streams'],
    ['https://recorder.example.com/tricord', 'wss://recorder.example.com/tricord/media-streams'],
    ['https://recorder.example.com/api', 'wss://recorder.example.com/media-streams'],
  ] as const)('with http.publicUrl %s, of %s', (publicUrl, signed) => {
    const signature = SIGNATURES[signed];
    expect(letsIn({ signature }, { publicUrl })).toBe(true);
    expect(letsIn({ signature })).toBe(false);
  });

  test('without a proxy', () => {
    const signature = SIGNATURES['ws://127.0.0.1:8088/media-streams'];
    expect(letsIn({ signature, headers: { host: '127.0.0.1:8088' } })).toBe(true);
  });

  test.each(['10.0.0.9', '::ffff:10.0.0.9'])(
    'with X-Forwarded-Host, from a trusted proxy alone: %s',
    (peer) => {
      const signature = SIGNATURES['wss://recorder.example.com/media-streams'];
      const headers = {
        'x-forwarded-proto': 'https, http',
        'x-forwarded-host': 'recorder.example.com, inner',
      };
      const trusting = { trustedProxies: ['10.0.0.0/8'] };
      expect(letsIn({ signature, headers, peer }, trusting)).toBe(true);
      expect(letsIn({ signature, headers }, trusting)).toBe(false);
      expect(letsIn({ signature, headers, peer })).toBe(false);
    },
  );
});

test.each([
  undefined,
  '',
  'njnof',
  'njnof+MbrVCiNQPdqPXz0a3K6cAAAAAA',
  SIGNATURES['wss://recorder.example.com:8443/media-streams'].replace('U', 'V'),
  SIGNATURES['wss://recorder.example.com/tricord/media-streams'],
])('another signature does not: %s', (signature) => {
  expect(letsIn({ signature, headers: { host: 'recorder.example.com' } })).toBe(false);
});

test('a handshake without a host is refused, not a failure', () => {
  const req = { headers: { 'x-twilio-signature': 'x' }, socket: {} } as unknown as IncomingMessage;
  const access = signatureAccess({ signingKey: KEY, publicUrl: undefined, trustedProxies: [] });
  expect(access(req)).toBe(false);
});

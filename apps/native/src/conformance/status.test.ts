// ../../openapi.yaml
import { describe, expect, test } from 'vitest';
import { nativeFixture, recordingFor10s } from '../testing/native-fixture.ts';

describe('GET /status', () => {
  test('has the state of the process, and the numbers of the account alone', async () => {
    const fixture = nativeFixture();
    await recordingFor10s(fixture);
    const { status, body } = await fixture.request('get', '/status', 'acme-viewer');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: '1.2.3',
      startedAt: '1970-01-01T00:00:00.000Z',
      ready: false,
      checks: { catalog: 'ok', recorder: 'failed' },
      reasons: { recorder: 'There is no room' },
      sessions: { live: 1 },
      recordings: { live: 1 },
      deliveries: { pending: 0, dead: 0, held: true },
    });
    const other = await fixture.request('get', '/status', 'other-admin');
    expect(other.body).toMatchObject({ sessions: { live: 0 }, recordings: { live: 0 } });
  });

  test('needs a key', async () => {
    expect((await nativeFixture().request('get', '/status', 'wrong')).status).toBe(401);
  });
});

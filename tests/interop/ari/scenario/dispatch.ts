import { documented, request, type Scenario } from '@tricord/http-compare';

const ORIGIN = { Origin: 'https://console.example.com' };
const PREFLIGHT = { ...ORIGIN, 'Access-Control-Request-Method': 'DELETE' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Asterisk's limit for bodies, in bytes. */
const LIMIT = 40_960;

export const dispatch: Scenario = {
  title: 'paths and methods',
  steps: [
    request('GET /recordings/stored'),
    request('GET /nothing'),
    request('GET /recordings'),
    request('GET /recordings/stored/none/nothing'),
    request('GET /Recordings/stored'),
    request(
      'GET /recordings//stored',
      documented('an empty path segment', 'status', 'headers.allow', 'body.message'),
    ),
    request('GET /ARI/recordings/stored', {
      root: true,
      ...documented('/ARI', 'status', 'headers', 'body'),
    }),
    request('GET /recordings/stored/'),
    request('GET /recordings/live/a/'),
    request('DELETE /nothing/'),
    request('GET /'),
    request('POST /recordings/stored'),
    request('HEAD /recordings/stored'),
    request('PATCH /recordings/stored/none'),
    request('PUT /recordings/live/none/pause'),
    request('GET /recordings/live/none/stop'),
    request('DELETE /asterisk/ping'),
    request('PUT /nothing'),
    request(
      'FETCH /recordings/stored',
      documented(
        'a method that HTTP does not have',
        'status',
        'headers',
        'hasContentLength',
        'body',
      ),
    ),
    request('OPTIONS /recordings/stored'),
    request('OPTIONS /recordings/stored/none'),
    request('OPTIONS /recordings/live/none/pause'),
    request('OPTIONS /channels/none/record'),
    request('OPTIONS /nothing'),
  ],
};

export const names: Scenario = {
  title: 'encoded names and queries',
  steps: [
    request('GET /recordings/stored/a+b'),
    request('GET /recordings/stored/a%20b'),
    request('GET /recordings/stored/a%2Fb'),
    request('GET /recordings/stored/a/b'),
    request('GET /recordings/stored/100%'),
    request('GET /recordings/stored/%zz'),
    request('GET /recordings/stored/%'),
    request('GET /recordings/stored/%E6%97%A5'),
    request('GET /recordings/stored/..%2F..%2Fetc%2Fpasswd'),
    request('GET /recordings/stored/%2e%2e'),
    request('GET /recordings/stored/..'),
    request('GET /recordings/stored/../stored'),
    request('GET /recordings/%73tored/none'),
    request('GET /recordings/live/%2e%2e%2fa'),
    request('GET /recordings/stored?'),
    request('GET /recordings/stored?&&=&a&b=%zz'),
    request('GET /recordings/stored/none?pretty=yes', {
      spacing: true,
      ...documented('?pretty=yes', 'text'),
    }),
    request('GET /asterisk/ping?pretty=no', { spacing: true, ignored: ['text'] }),
  ],
};

export const credentials: Scenario = {
  title: 'credentials',
  steps: [
    request('GET /recordings/stored', { as: 'nobody' }),
    request('GET /nothing', { as: 'nobody' }),
    request('GET /recordings/stored/', { as: 'nobody' }),
    request('PATCH /recordings/stored', { as: 'nobody' }),
    request('OPTIONS /recordings/stored', { as: 'nobody' }),
    request('GET /recordings/stored', withAuthorization('Basic bGFiOndyb25n')),
    request('GET /recordings/stored', withAuthorization('Basic bm9ib2R5OmxhYi1zZWNyZXQ=')),
    request('GET /recordings/stored', withAuthorization('Basic bGFi')),
    request('GET /recordings/stored', withAuthorization('Basic ***')),
    request('GET /recordings/stored', withAuthorization('Basic')),
    request('GET /recordings/stored', withAuthorization('Bearer lab-secret')),
    request('GET /recordings/stored', {
      ...withAuthorization('basic bGFiOmxhYi1zZWNyZXQ='),
      ...documented('the word Basic in another case', 'status', 'headers.www-authenticate', 'body'),
    }),
    request('GET /recordings/stored?api_key={writer}', { as: 'nobody' }),
    request('GET /recordings/stored?api_key={reader}', { as: 'nobody' }),
    request('GET /recordings/stored?api_key=lab%3Alab-secret', { as: 'nobody' }),
    request('GET /recordings/stored?api_key=lab:wrong', { as: 'nobody' }),
    request('GET /recordings/stored?api_key=lab', { as: 'nobody' }),
    request('GET /recordings/stored?api_key=', { as: 'nobody' }),
    request('GET /recordings/stored?api_key=lab:wrong'),
    request('GET /recordings/stored?api_key={writer}', withAuthorization('Basic bGFiOndyb25n')),
    request('GET /recordings/stored/none', { as: 'reader' }),
    request('OPTIONS /recordings/stored', { as: 'reader' }),
    request('DELETE /recordings/stored/none', { as: 'reader' }),
    request('POST /recordings/live/none/stop', { as: 'reader' }),
    request('POST /channels/none/record', { as: 'reader' }),
    request('HEAD /recordings/stored', { as: 'reader' }),
    request('DELETE /nothing', { as: 'reader' }),
    request('DELETE /recordings/stored/', { as: 'reader' }),
    request('POST /bridges', { as: 'reader' }),
  ],
};

export const browsers: Scenario = {
  title: 'cross-origin requests',
  steps: [
    request('GET /recordings/stored', { headers: ORIGIN }),
    request('GET /nothing', { headers: ORIGIN }),
    request('GET /recordings/stored', { headers: ORIGIN, as: 'nobody' }),
    request('OPTIONS /recordings/stored', { headers: ORIGIN }),
    request('OPTIONS /recordings/stored', { headers: PREFLIGHT, as: 'nobody' }),
    request('OPTIONS /recordings/stored/none?api_key={writer}', {
      headers: PREFLIGHT,
      as: 'nobody',
    }),
    request('OPTIONS /recordings/stored/none', {
      headers: { ...PREFLIGHT, 'Access-Control-Request-Headers': 'authorization,content-type' },
    }),
    request('OPTIONS /nothing', { headers: PREFLIGHT }),
  ],
};

export const bodies: Scenario = {
  title: 'bodies',
  steps: [
    request('POST /channels/none/record', { text: '{', headers: JSON_TYPE }),
    request('POST /channels/none/record', { text: '{', headers: JSON_TYPE, as: 'nobody' }),
    request('POST /channels/none/record', { text: '', headers: JSON_TYPE }),
    request('POST /channels/none/record', { json: [] }),
    request('POST /channels/none/record', { text: '"text"', headers: JSON_TYPE }),
    request('POST /channels/none/record', { text: '{} {}', headers: JSON_TYPE }),
    request('POST /channels/none/record', {
      text: '{',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    }),
    request('POST /channels/none/record', { text: '{', headers: { 'content-type': 'text/plain' } }),
    request('POST /channels/none/record', {
      text: 'name=a',
      headers: { 'content-type': 'text/xml' },
    }),
    request('DELETE /recordings/stored/none', { text: '', headers: JSON_TYPE }),
    request('DELETE /recordings/stored/none', { text: '{', headers: JSON_TYPE }),
    request('GET /recordings/stored', { text: '{', headers: JSON_TYPE }),
    request('POST /channels/none/record', {
      text: 'a'.repeat(LIMIT + 1),
      headers: { 'content-type': 'text/plain' },
      ...documented('a body of another type than JSON or form', 'status', 'body.message'),
    }),
    request('POST /channels/none/record', { json: { name: 'a'.repeat(LIMIT) } }),
    request('POST /channels/none/record', { json: { name: 'a'.repeat(LIMIT) }, as: 'nobody' }),
    request('POST /channels/none/record', { text: jsonOfLength(LIMIT), headers: JSON_TYPE }),
    request('POST /channels/none/record', { text: jsonOfLength(LIMIT + 1), headers: JSON_TYPE }),
    request('POST /channels/none/record', { form: `name=${'a'.repeat(LIMIT)}` }),
    request('POST /channels/none/record', { form: 'maxDurationSeconds=-1' }),
    request('POST /channels/none/record?maxDurationSeconds=-1'),
    request('POST /channels/none/record?maxDurationSeconds=-1', {
      json: { maxDurationSeconds: 1 },
    }),
    request('POST /channels/none/record?maxDurationSeconds=1', {
      json: { maxDurationSeconds: -1 },
    }),
    request('POST /channels/none/record?maxDurationSeconds=1', { form: 'maxDurationSeconds=-1' }),
    request('POST /channels/none/record?maxDurationSeconds=-1&maxDurationSeconds=1'),
    request('POST /channels/none/record?maxDurationSeconds=1&maxDurationSeconds=-1'),
    request('POST /channels/none/record?maxDurationSeconds=x'),
    request('POST /channels/none/record?maxDurationSeconds='),
    request('POST /channels/none/record?maxDurationSeconds=1.5'),
    request('POST /channels/none/record?maxDurationSeconds=99999999999'),
    request('POST /channels/none/record', {
      json: { maxDurationSeconds: '-1' },
      ...documented('JSON strings where a number or boolean belongs', 'status', 'body.message'),
    }),
    request('POST /channels/none/record', { json: { maxDurationSeconds: null } }),
    request('POST /channels/none/record', { json: { beep: 'yes' } }),
    request('POST /channels/none/record', { json: { name: 7 } }),
  ],
};

function withAuthorization(authorization: string) {
  return { as: 'nobody', headers: { authorization } } as const;
}

function jsonOfLength(length: number): string {
  return `{"name":"${'a'.repeat(length - '{"name":""}'.length)}"}`;
}

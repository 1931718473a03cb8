import { ask, by, type Scenario } from '@tricord/http-compare';

const ORIGIN = { Origin: 'https://console.example.com' };
const PREFLIGHT = { ...ORIGIN, 'Access-Control-Request-Method': 'DELETE' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Asterisk's limit of a body, bytes. */
const LIMIT = 40_960;

export const dispatch: Scenario = {
  title: 'paths and methods',
  steps: [
    ask('GET /recordings/stored'),
    ask('GET /nothing'),
    ask('GET /recordings'),
    ask('GET /recordings/stored/none/nothing'),
    ask('GET /Recordings/stored'),
    ask(
      'GET /recordings//stored',
      by('an empty path segment', 'status', 'headers.allow', 'body.message'),
    ),
    ask('GET /ARI/recordings/stored', { root: true, ...by('/ARI', 'status', 'headers', 'body') }),
    ask('GET /recordings/stored/'),
    ask('GET /recordings/live/a/'),
    ask('DELETE /nothing/'),
    ask('GET /'),
    ask('POST /recordings/stored'),
    ask('HEAD /recordings/stored'),
    ask('PATCH /recordings/stored/none'),
    ask('PUT /recordings/live/none/pause'),
    ask('GET /recordings/live/none/stop'),
    ask('DELETE /asterisk/ping'),
    ask('PUT /nothing'),
    ask(
      'FETCH /recordings/stored',
      by('a method that HTTP does not have', 'status', 'headers', 'lengthIsTold', 'body'),
    ),
    ask('OPTIONS /recordings/stored'),
    ask('OPTIONS /recordings/stored/none'),
    ask('OPTIONS /recordings/live/none/pause'),
    ask('OPTIONS /channels/none/record'),
    ask('OPTIONS /nothing'),
  ],
};

export const names: Scenario = {
  title: 'encoded names and queries',
  steps: [
    ask('GET /recordings/stored/a+b'),
    ask('GET /recordings/stored/a%20b'),
    ask('GET /recordings/stored/a%2Fb'),
    ask('GET /recordings/stored/a/b'),
    ask('GET /recordings/stored/100%'),
    ask('GET /recordings/stored/%zz'),
    ask('GET /recordings/stored/%'),
    ask('GET /recordings/stored/%E6%97%A5'),
    ask('GET /recordings/stored/..%2F..%2Fetc%2Fpasswd'),
    ask('GET /recordings/stored/%2e%2e'),
    ask('GET /recordings/stored/..'),
    ask('GET /recordings/stored/../stored'),
    ask('GET /recordings/%73tored/none'),
    ask('GET /recordings/live/%2e%2e%2fa'),
    ask('GET /recordings/stored?'),
    ask('GET /recordings/stored?&&=&a&b=%zz'),
    ask('GET /recordings/stored/none?pretty=yes', { spacing: true, ...by('?pretty=yes', 'text') }),
    ask('GET /asterisk/ping?pretty=no', { spacing: true, ignored: ['text'] }),
  ],
};

export const credentials: Scenario = {
  title: 'credentials',
  steps: [
    ask('GET /recordings/stored', { as: 'nobody' }),
    ask('GET /nothing', { as: 'nobody' }),
    ask('GET /recordings/stored/', { as: 'nobody' }),
    ask('PATCH /recordings/stored', { as: 'nobody' }),
    ask('OPTIONS /recordings/stored', { as: 'nobody' }),
    ask('GET /recordings/stored', withAuthorization('Basic bGFiOndyb25n')),
    ask('GET /recordings/stored', withAuthorization('Basic bm9ib2R5OmxhYi1zZWNyZXQ=')),
    ask('GET /recordings/stored', withAuthorization('Basic bGFi')),
    ask('GET /recordings/stored', withAuthorization('Basic ***')),
    ask('GET /recordings/stored', withAuthorization('Basic')),
    ask('GET /recordings/stored', withAuthorization('Bearer lab-secret')),
    ask('GET /recordings/stored', {
      ...withAuthorization('basic bGFiOmxhYi1zZWNyZXQ='),
      ...by('the word Basic in another case', 'status', 'headers.www-authenticate', 'body'),
    }),
    ask('GET /recordings/stored?api_key={writer}', { as: 'nobody' }),
    ask('GET /recordings/stored?api_key={reader}', { as: 'nobody' }),
    ask('GET /recordings/stored?api_key=lab%3Alab-secret', { as: 'nobody' }),
    ask('GET /recordings/stored?api_key=lab:wrong', { as: 'nobody' }),
    ask('GET /recordings/stored?api_key=lab', { as: 'nobody' }),
    ask('GET /recordings/stored?api_key=', { as: 'nobody' }),
    ask('GET /recordings/stored?api_key=lab:wrong'),
    ask('GET /recordings/stored?api_key={writer}', withAuthorization('Basic bGFiOndyb25n')),
    ask('GET /recordings/stored/none', { as: 'reader' }),
    ask('OPTIONS /recordings/stored', { as: 'reader' }),
    ask('DELETE /recordings/stored/none', { as: 'reader' }),
    ask('POST /recordings/live/none/stop', { as: 'reader' }),
    ask('POST /channels/none/record', { as: 'reader' }),
    ask('HEAD /recordings/stored', { as: 'reader' }),
    ask('DELETE /nothing', { as: 'reader' }),
    ask('DELETE /recordings/stored/', { as: 'reader' }),
    ask('POST /bridges', { as: 'reader' }),
  ],
};

export const browsers: Scenario = {
  title: 'browsers of other origins',
  steps: [
    ask('GET /recordings/stored', { headers: ORIGIN }),
    ask('GET /nothing', { headers: ORIGIN }),
    ask('GET /recordings/stored', { headers: ORIGIN, as: 'nobody' }),
    ask('OPTIONS /recordings/stored', { headers: ORIGIN }),
    ask('OPTIONS /recordings/stored', { headers: PREFLIGHT, as: 'nobody' }),
    ask('OPTIONS /recordings/stored/none?api_key={writer}', { headers: PREFLIGHT, as: 'nobody' }),
    ask('OPTIONS /recordings/stored/none', {
      headers: { ...PREFLIGHT, 'Access-Control-Request-Headers': 'authorization,content-type' },
    }),
    ask('OPTIONS /nothing', { headers: PREFLIGHT }),
  ],
};

export const bodies: Scenario = {
  title: 'bodies',
  steps: [
    ask('POST /channels/none/record', { text: '{', headers: JSON_TYPE }),
    ask('POST /channels/none/record', { text: '{', headers: JSON_TYPE, as: 'nobody' }),
    ask('POST /channels/none/record', { text: '', headers: JSON_TYPE }),
    ask('POST /channels/none/record', { json: [] }),
    ask('POST /channels/none/record', { text: '"text"', headers: JSON_TYPE }),
    ask('POST /channels/none/record', { text: '{} {}', headers: JSON_TYPE }),
    ask('POST /channels/none/record', {
      text: '{',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    }),
    ask('POST /channels/none/record', { text: '{', headers: { 'content-type': 'text/plain' } }),
    ask('POST /channels/none/record', { text: 'name=a', headers: { 'content-type': 'text/xml' } }),
    ask('DELETE /recordings/stored/none', { text: '', headers: JSON_TYPE }),
    ask('DELETE /recordings/stored/none', { text: '{', headers: JSON_TYPE }),
    ask('GET /recordings/stored', { text: '{', headers: JSON_TYPE }),
    ask('POST /channels/none/record', {
      text: 'a'.repeat(LIMIT + 1),
      headers: { 'content-type': 'text/plain' },
      ...by('a body of another type than JSON or form', 'status', 'body.message'),
    }),
    ask('POST /channels/none/record', { json: { name: 'a'.repeat(LIMIT) } }),
    ask('POST /channels/none/record', { json: { name: 'a'.repeat(LIMIT) }, as: 'nobody' }),
    ask('POST /channels/none/record', { text: jsonOfLength(LIMIT), headers: JSON_TYPE }),
    ask('POST /channels/none/record', { text: jsonOfLength(LIMIT + 1), headers: JSON_TYPE }),
    ask('POST /channels/none/record', { form: `name=${'a'.repeat(LIMIT)}` }),
    ask('POST /channels/none/record', { form: 'maxDurationSeconds=-1' }),
    ask('POST /channels/none/record?maxDurationSeconds=-1'),
    ask('POST /channels/none/record?maxDurationSeconds=-1', { json: { maxDurationSeconds: 1 } }),
    ask('POST /channels/none/record?maxDurationSeconds=1', { json: { maxDurationSeconds: -1 } }),
    ask('POST /channels/none/record?maxDurationSeconds=1', { form: 'maxDurationSeconds=-1' }),
    ask('POST /channels/none/record?maxDurationSeconds=-1&maxDurationSeconds=1'),
    ask('POST /channels/none/record?maxDurationSeconds=1&maxDurationSeconds=-1'),
    ask('POST /channels/none/record?maxDurationSeconds=x'),
    ask('POST /channels/none/record?maxDurationSeconds='),
    ask('POST /channels/none/record?maxDurationSeconds=1.5'),
    ask('POST /channels/none/record?maxDurationSeconds=99999999999'),
    ask('POST /channels/none/record', {
      json: { maxDurationSeconds: '-1' },
      ...by('JSON strings where a number or boolean belongs', 'status', 'body.message'),
    }),
    ask('POST /channels/none/record', { json: { maxDurationSeconds: null } }),
    ask('POST /channels/none/record', { json: { beep: 'yes' } }),
    ask('POST /channels/none/record', { json: { name: 7 } }),
  ],
};

function withAuthorization(authorization: string) {
  return { as: 'nobody', headers: { authorization } } as const;
}

function jsonOfLength(length: number): string {
  return `{"name":"${'a'.repeat(length - '{"name":""}'.length)}"}`;
}

import { documented, request, type Scenario } from '@tricord/http-compare';

const DEVICES = 'setting states of devices; changing mailboxes';
const SWITCH = 'modules, logging, global variables, endpoints';

export const asterisk: Scenario = {
  title: 'system information and empty lists',
  steps: [
    request('GET /asterisk/ping'),
    request('GET /asterisk/ping', { as: 'reader' }),
    request('GET /asterisk/info', { shape: ['body'] }),
    request('GET /asterisk/info?only=system', { shape: ['body'] }),
    request('GET /asterisk/info?only=status,config', { shape: ['body'] }),
    request('GET /asterisk/info?only=status&only=config', { shape: ['body'] }),
    request('GET /asterisk/info?only=nothing'),
    request('GET /asterisk/info?only=', documented('only= without a value', 'body')),
    request('GET /asterisk'),
    request('GET /deviceStates'),
    request('GET /deviceStates/none'),
    // Deleted at once: as long as a recording has such a name, Asterisk cannot list any.
    request(
      'GET /deviceStates/%ff',
      documented('bytes in a URL that are not UTF-8', 'status', 'body'),
    ),
    request('GET /endpoints', documented(SWITCH, 'body')),
    request('GET /endpoints/PJSIP', documented(SWITCH, 'status', 'body')),
    request('GET /endpoints/PJSIP/none'),
    request('GET /sounds'),
    request('GET /sounds?lang=none', documented('an Asterisk without sounds', 'status', 'body')),
    request(
      'PUT /deviceStates/Stasis:own?deviceState=BUSY',
      documented(DEVICES, 'status', 'headers', 'hasContentLength', 'body'),
    ),
    request(
      'DELETE /deviceStates/Stasis:own',
      documented(DEVICES, 'status', 'headers', 'hasContentLength', 'body'),
    ),
    request('GET /sounds/none'),
    request('GET /playbacks'),
    request('GET /playbacks/none'),
    request('DELETE /playbacks/none'),
    request('POST /playbacks/none/control?operation=pause'),
    request('GET /asterisk/modules', documented(SWITCH, 'status', 'body')),
    request('GET /asterisk/logging', documented(SWITCH, 'status', 'body')),
    request('GET /asterisk/variable?variable=NONE', documented(SWITCH, 'status', 'body')),
  ],
};

export const apiDocs: Scenario = {
  title: 'api-docs',
  steps: [
    request('GET /api-docs/resources.json', { reduce: pathsOf }),
    request('GET /api-docs/resources.json', { as: 'nobody' }),
    request('GET /api-docs/nothing.json'),
    request('GET /api-docs/recordings.json', { reduce: operationsOf, unordered: ['body'] }),
    request('GET /api-docs/recordings.json', {
      reduce: (body) => Object.keys(body as object),
      ...documented('the words of the api-docs', 'body'),
    }),
    request('GET /api-docs'),
    request('GET /api-docs/'),
    request(
      'POST /api-docs/resources.json',
      documented('the words of the api-docs', 'headers.allow'),
    ),
  ],
};

interface ApiDocs {
  readonly apis: readonly {
    readonly path: string;
    readonly operations?: readonly {
      readonly httpMethod: string;
      readonly nickname: string;
      readonly responseClass: string;
      readonly parameters?: readonly { readonly name: string }[];
    }[];
  }[];
}

function pathsOf(body: unknown): readonly string[] {
  return (body as ApiDocs).apis.map(({ path }) => path).sort();
}

/** What clients are generated from: operations and their parameters. */
function operationsOf(body: unknown): readonly string[] {
  return (body as ApiDocs).apis.flatMap(({ path, operations = [] }) =>
    operations.map(
      ({ httpMethod, nickname, responseClass }) =>
        `${httpMethod} ${path} ${nickname} ${responseClass}`,
    ),
  );
}

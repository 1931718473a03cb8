import { ask, by, type Scenario } from '@tricord/http-compare';

const DEVICES = 'setting states of devices; changing mailboxes';
const SWITCH = 'modules, logging, global variables, endpoints';

export const asterisk: Scenario = {
  title: 'the system, and lists that are empty',
  steps: [
    ask('GET /asterisk/ping'),
    ask('GET /asterisk/ping', { as: 'reader' }),
    ask('GET /asterisk/info', { shape: ['body'] }),
    ask('GET /asterisk/info?only=system', { shape: ['body'] }),
    ask('GET /asterisk/info?only=status,config', { shape: ['body'] }),
    ask('GET /asterisk/info?only=status&only=config', { shape: ['body'] }),
    ask('GET /asterisk/info?only=nothing'),
    ask('GET /asterisk/info?only=', by('only= without a value', 'body')),
    ask('GET /asterisk'),
    ask('GET /deviceStates'),
    ask('GET /deviceStates/none'),
    // Nothing that lasts: while there is a recording of such a name, Asterisk lists none.
    ask('GET /deviceStates/%ff', by('bytes in a URL that are not UTF-8', 'status', 'body')),
    ask('GET /endpoints', by(SWITCH, 'body')),
    ask('GET /endpoints/PJSIP', by(SWITCH, 'status', 'body')),
    ask('GET /endpoints/PJSIP/none'),
    ask('GET /sounds'),
    ask('GET /sounds?lang=none', by('an Asterisk without sounds', 'status', 'body')),
    ask(
      'PUT /deviceStates/Stasis:own?deviceState=BUSY',
      by(DEVICES, 'status', 'headers', 'lengthIsTold', 'body'),
    ),
    ask(
      'DELETE /deviceStates/Stasis:own',
      by(DEVICES, 'status', 'headers', 'lengthIsTold', 'body'),
    ),
    ask('GET /sounds/none'),
    ask('GET /playbacks'),
    ask('GET /playbacks/none'),
    ask('DELETE /playbacks/none'),
    ask('POST /playbacks/none/control?operation=pause'),
    ask('GET /asterisk/modules', by(SWITCH, 'status', 'body')),
    ask('GET /asterisk/logging', by(SWITCH, 'status', 'body')),
    ask('GET /asterisk/variable?variable=NONE', by(SWITCH, 'status', 'body')),
  ],
};

export const apiDocs: Scenario = {
  title: 'api-docs',
  steps: [
    ask('GET /api-docs/resources.json', { reduce: pathsOf }),
    ask('GET /api-docs/resources.json', { as: 'nobody' }),
    ask('GET /api-docs/nothing.json'),
    ask('GET /api-docs/recordings.json', { reduce: operationsOf, unordered: ['body'] }),
    ask('GET /api-docs/recordings.json', {
      reduce: (body) => Object.keys(body as object),
      ...by('the words of the api-docs', 'body'),
    }),
    ask('GET /api-docs'),
    ask('GET /api-docs/'),
    ask('POST /api-docs/resources.json', by('the words of the api-docs', 'headers.allow')),
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

/** What clients build themselves from: which operations there are, and which parameters ARI has for them. */
function operationsOf(body: unknown): readonly string[] {
  return (body as ApiDocs).apis.flatMap(({ path, operations = [] }) =>
    operations.map(
      ({ httpMethod, nickname, responseClass }) =>
        `${httpMethod} ${path} ${nickname} ${responseClass}`,
    ),
  );
}

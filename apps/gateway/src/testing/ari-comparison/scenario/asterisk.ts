import { ask, type Subject } from '../step.ts';

export const asterisk: Subject = {
  title: 'the system, and lists that are empty',
  steps: [
    ask('GET /asterisk/ping'),
    ask('GET /asterisk/ping', { as: 'reader' }),
    ask('GET /asterisk/info', { shape: ['body'] }),
    ask('GET /asterisk/info?only=system', { shape: ['body'] }),
    ask('GET /asterisk/info?only=status,config', { shape: ['body'] }),
    ask('GET /asterisk/info?only=status&only=config', { shape: ['body'] }),
    ask('GET /asterisk/info?only=nothing'),
    ask('GET /asterisk/info?only='),
    ask('GET /asterisk'),
    ask('GET /deviceStates'),
    ask('GET /deviceStates/none'),
    ask('GET /endpoints'),
    ask('GET /endpoints/PJSIP'),
    ask('GET /endpoints/PJSIP/none'),
    ask('GET /sounds'),
    ask('GET /sounds/none'),
    ask('GET /playbacks'),
    ask('GET /playbacks/none'),
    ask('DELETE /playbacks/none'),
    ask('POST /playbacks/none/control?operation=pause'),
    ask('GET /mailboxes'),
    ask('GET /mailboxes/none'),
    ask('GET /asterisk/modules'),
    ask('GET /asterisk/logging'),
    ask('GET /asterisk/variable?variable=NONE'),
  ],
};

export const apiDocs: Subject = {
  title: 'api-docs',
  steps: [
    ask('GET /api-docs/resources.json', { shape: ['body'] }),
    ask('GET /api-docs/resources.json', { as: 'nobody' }),
    ask('GET /api-docs/nothing.json'),
    ask('GET /api-docs/recordings.json', { shape: ['body'] }),
    ask('GET /api-docs'),
    ask('GET /api-docs/'),
    ask('POST /api-docs/resources.json'),
  ],
};

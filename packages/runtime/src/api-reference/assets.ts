import { readFileSync } from 'node:fs';

/** A file that pages load. */
export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

/** Starts Swagger UI in the page, which says where its document is. It only shows: nothing can be sent from it. */
const START = `const target = document.querySelector('#reference');
SwaggerUIBundle({
  url: target.dataset.document,
  domNode: target,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: [],
  validatorUrl: null,
});
`;
const STYLE = `body { margin: 0; font-family: sans-serif; color: #3b4151; }
nav, main { max-width: 1460px; margin: 0 auto; padding: 20px; box-sizing: border-box; }
nav { padding-bottom: 0; }
li { margin: 8px 0; }
.swagger-ui .auth-wrapper, .swagger-ui .authorization__btn { display: none !important; }
`;

let read: ReadonlyMap<string, Asset> | undefined;

/**
 * The files that the reference needs, by name. They are read once per process.
 * @throws Error when Swagger UI is not installed.
 */
export function readAssets(): ReadonlyMap<string, Asset> {
  read ??= new Map([
    [
      'swagger-ui-bundle.js',
      fileOf('text/javascript', import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js')),
    ],
    ['swagger-ui.css', fileOf('text/css', import.meta.resolve('swagger-ui-dist/swagger-ui.css'))],
    ['start.js', { type: 'text/javascript', content: Buffer.from(START) }],
    ['page.css', { type: 'text/css', content: Buffer.from(STYLE) }],
  ]);
  return read;
}

function fileOf(type: string, url: string): Asset {
  return { type, content: readFileSync(new URL(url)) };
}

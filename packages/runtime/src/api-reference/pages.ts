import type { ApiDocument } from '@tricord/http-kit';

/** The page that lists the APIs. */
export function listPage(documents: readonly ApiDocument[]): string {
  const items = documents.map(
    ({ name, title }) =>
      `<li><a href="/docs/${name}">${escaped(title)}</a> (<a href="/docs/${name}/openapi.yaml">OpenAPI</a>)</li>`,
  );
  return page('API reference', [
    '<main>',
    '<h1>API reference</h1>',
    `<ul>${items.join('')}</ul>`,
    '</main>',
  ]);
}

/** The page that shows one API. */
export function referencePage({ name, title }: ApiDocument): string {
  return page(
    title,
    [
      '<nav><a href="/docs">All APIs</a></nav>',
      `<div id="reference" data-document="/docs/${name}/openapi.yaml"></div>`,
      '<script src="/docs/assets/swagger-ui-bundle.js"></script>',
      '<script src="/docs/assets/start.js"></script>',
    ],
    ['<link rel="stylesheet" href="/docs/assets/swagger-ui.css">'],
  );
}

function page(title: string, body: readonly string[], head: readonly string[] = []): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)} - Tricord</title>`,
    '<link rel="icon" href="data:,">',
    '<link rel="stylesheet" href="/docs/assets/page.css">',
    ...head,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<"]/g, (character) => ENTITIES[character] ?? character);
}

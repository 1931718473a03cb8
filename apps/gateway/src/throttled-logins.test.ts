import { loadDocument } from '@tricord/http-kit';
import { expect, test } from 'vitest';

type Json = Record<string, unknown>;

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

test.each(['native', 'asterisk', 'signalwire', 'imagicle'])(
  'the document of %s says of every operation what too many wrong logins are answered with',
  (app) => {
    const { paths, components } = loadDocument(
      new URL(`../../${app}/openapi.yaml`, import.meta.url),
    );
    const resolved = (response: Json): Json =>
      components?.responses?.[
        String(response.$ref ?? '')
          .split('/')
          .at(-1) ?? ''
      ] ?? response;
    for (const [template, item] of Object.entries(paths)) {
      for (const method of METHODS) {
        const operation = item[method] as { responses: Record<string, Json> } | undefined;
        if (operation === undefined) continue;
        const { responses } = operation;
        const response = resolved(responses['429'] ?? responses.default ?? {});
        expect([method, template, response.headers]).toEqual([
          method,
          template,
          { 'Retry-After': expect.anything() },
        ]);
        expect(response.description).toMatch(/too many wrong (keys|passwords|tokens)/i);
      }
    }
  },
);

import { existsSync, readdirSync } from 'node:fs';
import { OpenAPISchemaValidator } from 'express-openapi-validator/dist/framework/openapi.schema.validator.js';
import { expect, test } from 'vitest';
import { loadDocument } from './openapi-document.ts';

const apps = new URL('../../../apps/', import.meta.url);
const documents = readdirSync(apps)
  .map((app) => new URL(`${app}/openapi.yaml`, apps))
  .filter((spec) => existsSync(spec));

/** Validates documents against OpenAPI's own schema, which takes too long for the start of a gateway. */
const openApi = new OpenAPISchemaValidator({ version: '3.0.3', validateApiSpec: true });

test('every dialect has a document', () => {
  expect(documents).toHaveLength(4);
});

test.each([...documents, new URL('./testing/test-dialect.yaml', import.meta.url)])(
  'is OpenAPI: %s',
  (spec) => {
    const document = loadDocument(spec);
    expect(document.openapi).toBe('3.0.3');
    expect(openApi.validate(document as never).errors).toEqual([]);
  },
);

test('detects documents that are not OpenAPI', () => {
  const document = { openapi: '3.0.3', info: {}, paths: { '/songs': { get: {} } } };
  expect(openApi.validate(document as never).errors?.length).toBeGreaterThan(0);
});

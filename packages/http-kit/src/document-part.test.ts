import { expect, test } from 'vitest';
import { partOf } from './document-part.ts';
import type { OpenApiDocument } from './openapi-document.ts';

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const document: OpenApiDocument = {
  openapi: '3.0.3',
  paths: {
    '/trees/{id}': {
      parameters: [ref('parameters', 'Id')],
      put: {
        requestBody: ref('requestBodies', 'Tree'),
        responses: { 200: ref('responses', 'Done') },
      },
    },
    '/stones': { get: { responses: { 200: ref('responses', 'Stones') } } },
    '/broken': { get: { parameters: [ref('parameters', 'Gone')] } },
    '/elsewhere': { get: { parameters: [{ $ref: 'other.yaml#/Id' }] } },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', schema: ref('schemas', 'Id') } },
    requestBodies: {
      Tree: { content: { 'application/json': { schema: ref('schemas', 'Tree') } } },
    },
    responses: { Done: { description: 'done' }, Stones: { description: 'stones' } },
    schemas: {
      Id: { type: 'string' },
      Tree: { type: 'object', properties: { children: { items: ref('schemas', 'Tree') } } },
      Stone: { type: 'object' },
    },
  },
};

const names = ({ components = {} }: OpenApiDocument) =>
  Object.entries(components).map(([kind, found]) => [kind, Object.keys(found)]);

test('is one path, and everything it references directly or indirectly', () => {
  const part = partOf(document, '/trees/{id}', { responses: true });
  expect(Object.keys(part.paths)).toEqual(['/trees/{id}']);
  expect(Object.fromEntries(names(part))).toEqual({
    parameters: ['Id'],
    requestBodies: ['Tree'],
    responses: ['Done'],
    schemas: ['Id', 'Tree'],
  });
});

test('has no responses if only requests are validated', () => {
  const part = partOf(document, '/trees/{id}', { responses: false });
  expect(part.paths['/trees/{id}']).toEqual({
    parameters: [ref('parameters', 'Id')],
    put: { requestBody: ref('requestBodies', 'Tree') },
  });
  expect(Object.keys(part.components ?? {})).not.toContain('responses');
});

test('is a copy: changing it does not change the document', () => {
  const before = structuredClone(document);
  const part = partOf(document, '/trees/{id}', { responses: true });
  Object.assign(part.components?.schemas?.Tree ?? {}, { type: 'array' });
  Object.assign(part.paths['/trees/{id}'] ?? {}, { put: {} });
  expect(document).toEqual(before);
});

test.each(['/broken', '/elsewhere'])('refuses a dangling reference: %s', (template) => {
  expect(() => partOf(document, template, { responses: true })).toThrow('the document has no ');
});

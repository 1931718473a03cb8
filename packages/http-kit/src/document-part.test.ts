import { expect, test } from 'vitest';
import { partOf, requestsOf } from './document-part.ts';
import type { Json, OpenApiDocument } from './openapi-document.ts';

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
  const part = partOf(document, '/trees/{id}');
  expect(Object.keys(part.paths)).toEqual(['/trees/{id}']);
  expect(Object.fromEntries(names(part))).toEqual({
    parameters: ['Id'],
    requestBodies: ['Tree'],
    responses: ['Done'],
    schemas: ['Id', 'Tree'],
  });
});

test('requests are without responses and what only those reference', () => {
  const { '/broken': _broken, '/elsewhere': _elsewhere, ...paths } = document.paths;
  const whole = { ...document, paths };
  const part = requestsOf(whole);
  expect(part.paths['/trees/{id}']).toEqual({
    parameters: [ref('parameters', 'Id')],
    put: { requestBody: ref('requestBodies', 'Tree') },
  });
  expect(Object.keys(part.components ?? {})).not.toContain('responses');
});

test('is a copy: changing it does not change the document', () => {
  const before = structuredClone(document);
  const part = partOf(document, '/trees/{id}');
  Object.assign(part.components?.schemas?.Tree ?? {}, { type: 'array' });
  Object.assign(part.paths['/trees/{id}'] ?? {}, { put: {} });
  expect(document).toEqual(before);
});

test('shares nothing between the places of an alias', () => {
  const parameters = [ref('parameters', 'Id')];
  const aliased = {
    ...document,
    paths: { '/a': { get: { parameters } }, '/b': { get: { parameters } } },
  };
  const { paths } = requestsOf(aliased);
  expect(paths['/a']).toEqual(paths['/b']);
  expect(Object.is(operationIn(paths['/a']).parameters, operationIn(paths['/b']).parameters)).toBe(
    false,
  );
});

const operationIn = (item: Json | undefined) => item?.get as { readonly parameters: unknown };

test.each(['/broken', '/elsewhere'])('refuses a dangling reference: %s', (template) => {
  expect(() => partOf(document, template)).toThrow('the document has no ');
});

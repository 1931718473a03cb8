import { describe, expect, test } from 'vitest';
import { allowableValuesOf, Models } from './models.ts';
import type { Schema } from './open-api.ts';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const models = new Models({
  Date: { type: 'string', 'x-api-docs': { dataType: 'Date' } },
  Name: { type: 'string' },
  Anything: { type: 'object' },
  Party: { type: 'object', properties: { name: ref('Name'), since: ref('Date') } },
  Call: {
    type: 'object',
    description: 'A call.',
    required: ['parties'],
    properties: {
      parties: { type: 'array', items: ref('Party') },
      transferred: { ...ref('Call') },
    },
  },
  News: { type: 'object', properties: { type: { type: 'string' } } },
  Ringing: {
    allOf: [
      ref('News'),
      {
        type: 'object',
        properties: { type: { type: 'string', enum: ['Ringing'] }, call: ref('Call') },
      },
    ],
  },
});

describe('dataTypeOf', () => {
  test.each<[Schema, string]>([
    [{ type: 'string' }, 'string'],
    [{ type: 'string', format: 'binary' }, 'binary'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'integer' }, 'int'],
    [{ type: 'integer', format: 'int64' }, 'long'],
    [{ type: 'number' }, 'double'],
    [{ type: 'object' }, 'object'],
    [{}, 'object'],
    [{ type: 'array' }, 'List[object]'],
    [{ type: 'array', items: { type: 'string' } }, 'List[string]'],
    [{ type: 'array', items: ref('Call') }, 'List[Call]'],
    [ref('Call'), 'Call'],
    [{ description: 'Who.', allOf: [ref('Party')] }, 'Party'],
    [ref('Name'), 'string'],
    [ref('Date'), 'Date'],
    [ref('Anything'), 'object'],
  ])('%j is %s', (schema, dataType) => {
    expect(models.dataTypeOf(schema)).toBe(dataType);
  });

  test('a reference to nothing is an error', () => {
    expect(() => models.dataTypeOf(ref('Nobody'))).toThrow(
      'openapi.yaml has no #/components/schemas/Nobody',
    );
  });
});

describe('reachableFrom', () => {
  test('follows properties, lists, references to itself and subtypes', () => {
    expect(Object.keys(models.reachableFrom(['List[Call]', 'void']))).toEqual(['Party', 'Call']);
    expect(Object.keys(models.reachableFrom(['News']))).toEqual([
      ...['Party', 'Call', 'News', 'Ringing'],
    ]);
    expect(models.reachableFrom(['string', 'Date', 'Nobody'])).toEqual({});
  });

  test('a model says what is required', () => {
    expect(models.reachableFrom(['Call']).Call).toEqual({
      id: 'Call',
      description: 'A call.',
      properties: {
        parties: { type: 'List[Party]', required: true, description: '' },
        transferred: { type: 'Call', required: false, description: '' },
      },
    });
  });

  test('a subtype leaves out what it inherits, and which subtype it is', () => {
    const { News, Ringing } = models.reachableFrom(['News']);
    expect(News?.subTypes).toEqual(['Ringing']);
    expect(Object.keys(Ringing?.properties ?? {})).toEqual(['call']);
  });
});

test.each<[Schema, unknown]>([
  [{ enum: ['a', 'b'] }, { valueType: 'LIST', values: ['a', 'b'] }],
  [{ minimum: 0 }, { valueType: 'RANGE', min: 0 }],
  [
    { minimum: 1, maximum: 5 },
    { valueType: 'RANGE', min: 1, max: 5 },
  ],
  [{ type: 'string' }, undefined],
])('allowable values of %j', (schema, values) => {
  expect(allowableValuesOf(schema)).toEqual(values);
});

import { loadDocument } from '@tricord/http-kit';
import type { Parameter } from './swagger.ts';

/** Where the api-docs differ from the document: properties that replace the generated ones. */
interface Amendable {
  readonly 'x-api-docs'?: Readonly<Record<string, unknown>>;
}

/** The parts of the dialect's OpenAPI document that the api-docs are generated from. */
export interface OpenApi {
  /** The resources, in the order of their listing. */
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, ApiParameter>>;
    readonly responses: Readonly<Record<string, ApiResponse>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

export interface Ref {
  readonly $ref: string;
}

export interface PathItem {
  readonly parameters?: readonly (ApiParameter | Ref)[];
  readonly get?: ApiOperation;
  readonly put?: ApiOperation;
  readonly post?: ApiOperation;
  readonly delete?: ApiOperation;
}

export interface ApiOperation extends Amendable {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly (ApiParameter | Ref)[];
  /** The name of the body parameter, if there is one. */
  readonly 'x-api-docs-body'?: Partial<Parameter> & Pick<Parameter, 'name' | 'description'>;
  readonly responses: Readonly<Record<string, ApiResponse | Ref>>;
}

export interface ApiParameter extends Amendable {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export interface ApiResponse {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Schema extends Amendable {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** The path of the dialect's document. */
export const SPEC = new URL('../../openapi.yaml', import.meta.url);

/** Reads the document. @throws Error when it does not exist or is not an OpenAPI document. */
export function readOpenApi(): OpenApi {
  // The document has these parts; tests check the generated api-docs.
  return loadDocument(SPEC) as unknown as OpenApi;
}

export function isRef(item: object): item is Ref {
  return '$ref' in item;
}

/** The last part of a reference: the component's name. */
export function nameOf({ $ref }: Ref): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}

/** Resolves a reference to a component; returns anything else unchanged. @throws Error when the component does not exist. */
export function resolve<T extends object>(
  components: Readonly<Record<string, T>>,
  item: T | Ref,
): T {
  if (!isRef(item)) return item;
  const found = components[nameOf(item)];
  if (found === undefined) throw new Error(`openapi.yaml has no ${item.$ref}`);
  return found;
}

/** The parts of Swagger 1.1 that ARI's clients read. */

/** `resources.json`: where the declarations are. */
export interface ResourceListing {
  readonly apiVersion: string;
  readonly swaggerVersion: '1.1';
  readonly apis: readonly { readonly path: string; readonly description: string }[];
}

/** The operations of a resource, and the models that they refer to. */
export interface ApiDeclaration {
  readonly apiVersion: string;
  readonly swaggerVersion: '1.1';
  readonly resourcePath: string;
  readonly apis: readonly Api[];
  readonly models: Readonly<Record<string, Model>>;
}

export interface Api {
  /** Relative to the base path, with `{parameters}`. */
  readonly path: string;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly httpMethod: string;
  readonly summary: string;
  readonly notes?: string;
  /** Clients use it as a method name. */
  readonly nickname: string;
  /** A data type, or `void`. */
  readonly responseClass: string;
  readonly parameters: readonly Parameter[];
  readonly errorResponses: readonly { readonly code: number; readonly reason: string }[];
  /** Asterisk's mark of an operation that opens a WebSocket. */
  readonly upgrade?: 'websocket';
  readonly websocketProtocol?: string;
}

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly paramType: 'path' | 'query' | 'body';
  readonly required: boolean;
  /** Whether it may have several values, separated by commas. */
  readonly allowMultiple: boolean;
  readonly dataType: string;
  readonly defaultValue?: unknown;
  readonly allowableValues?: AllowableValues;
}

export type AllowableValues =
  | { readonly valueType: 'LIST'; readonly values: readonly unknown[] }
  | { readonly valueType: 'RANGE'; readonly min: number; readonly max?: number };

export interface Model {
  /** Its key in the declaration. */
  readonly id: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, Property>>;
  /** The property that names the subtype. */
  readonly discriminator?: string;
  readonly subTypes?: readonly string[];
}

export interface Property {
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly allowableValues?: AllowableValues;
}

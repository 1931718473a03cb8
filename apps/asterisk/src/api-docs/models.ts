import { isRef, nameOf, type OpenApi, resolve, type Schema } from './open-api.ts';
import type { AllowableValues, Model, Property } from './swagger.ts';

type Schemas = OpenApi['components']['schemas'];

/** Converts the document's schemas to the data types and models of Swagger 1.1. */
export class Models {
  readonly #schemas: Schemas;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** A schema's data type: a model's name, a primitive, `List[…]` of either, or `object`. */
  dataTypeOf(schema: Schema): string {
    const amended = schema['x-api-docs']?.dataType;
    if (typeof amended === 'string') return amended;
    const reference = [schema, ...(schema.allOf ?? [])].find(isRef);
    if (reference !== undefined) {
      const target = resolve<Schema>(this.#schemas, reference);
      return isModel(target) ? nameOf(reference) : this.dataTypeOf(target);
    }
    switch (schema.type) {
      case 'array':
        return `List[${this.dataTypeOf(schema.items ?? {})}]`;
      case 'integer':
        return schema.format === 'int64' ? 'long' : 'int';
      case 'number':
        return 'double';
      case 'string':
        return schema.format === 'binary' ? 'binary' : 'string';
      default:
        return schema.type ?? 'object';
    }
  }

  /** The models that these data types refer to, directly or indirectly, in the document's order. */
  reachableFrom(dataTypes: Iterable<string>): Record<string, Model> {
    const reached = new Set<string>();
    const waiting = [...dataTypes];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const name = itemOf(next);
      const schema = this.#schemas[name];
      if (schema === undefined || !isModel(schema) || reached.has(name)) continue;
      reached.add(name);
      const { properties, subTypes = [] } = this.#toModel(name, schema);
      waiting.push(...Object.values(properties).map(({ type }) => type), ...subTypes);
    }
    const models = Object.entries(this.#schemas)
      .filter(([name]) => reached.has(name))
      .map(([name, schema]) => [name, this.#toModel(name, schema)] as const);
    return Object.fromEntries(models);
  }

  #toModel(name: string, schema: Schema): Model {
    const subTypes = Object.entries(this.#schemas)
      .filter(([, other]) => isModel(other) && parentsOf(other).includes(name))
      .map(([subType]) => subType);
    const properties = ownParts(schema).flatMap((part) =>
      Object.entries(part.properties ?? {})
        // The parent's discriminator names the subtype.
        .filter(([, property]) => !(parentsOf(schema).length > 0 && property.enum?.length === 1))
        .map(([key, property]) => {
          const required = part.required?.includes(key) ?? false;
          return [key, this.#toProperty(property, required)] as const;
        }),
    );
    return {
      id: name,
      description: schema.description ?? '',
      properties: Object.fromEntries(properties),
      ...(subTypes.length === 0 ? {} : { subTypes }),
      ...schema['x-api-docs'],
    };
  }

  #toProperty(schema: Schema, required: boolean): Property {
    const allowableValues = allowableValuesOf(schema);
    return {
      type: this.dataTypeOf(schema),
      required,
      description: schema.description ?? '',
      ...(allowableValues === undefined ? {} : { allowableValues }),
    };
  }
}

/** The allowed values of a schema, if they are restricted. */
export function allowableValuesOf(schema: Schema): AllowableValues | undefined {
  const { enum: values, minimum: min, maximum: max } = schema;
  if (values !== undefined) return { valueType: 'LIST', values };
  if (min === undefined) return undefined;
  return { valueType: 'RANGE', min, ...(max === undefined ? {} : { max }) };
}

/** Objects with their own properties; other schemas, such as dates, are only aliases of a type. */
function isModel(schema: Schema): boolean {
  return ownParts(schema).some((part) => part.properties !== undefined);
}

/** The schema without inherited properties. */
function ownParts(schema: Schema): readonly Schema[] {
  return [schema, ...(schema.allOf ?? []).filter((part) => !isRef(part))];
}

/** Names of the schemas that it extends. */
function parentsOf({ allOf = [] }: Schema): readonly string[] {
  return allOf.filter(isRef).map(nameOf);
}

/** The item type of a list, or the type itself. */
function itemOf(dataType: string): string {
  return /^List\[(.+)\]$/.exec(dataType)?.[1] ?? dataType;
}

/* oxlint-disable typescript/no-unsafe-type-assertion -- the schema is a fixed file; a change of shape shows in contracts.test.ts. */
import { XMLParser } from 'fast-xml-parser';

export interface PropertyType {
  /** `Edm.String`, `graph.recipient` … without Collection(). */
  readonly type: string;
  readonly isCollection: boolean;
  readonly nullable: boolean;
}

export interface StructuredType {
  readonly name: string;
  readonly base: string | undefined;
  readonly isOpen: boolean;
  readonly properties: ReadonlyMap<string, PropertyType>;
}

export interface ActionType {
  readonly boundTo: PropertyType;
  readonly parameters: ReadonlyMap<string, PropertyType>;
  readonly returns: PropertyType | undefined;
}

export interface Schema {
  readonly types: ReadonlyMap<string, StructuredType>;
  readonly enums: ReadonlyMap<string, { readonly members: ReadonlySet<string>; readonly isFlags: boolean }>;
  readonly actions: ReadonlyMap<string, readonly ActionType[]>;
  /** A property of a type or of the types it is built on. */
  property(type: string, name: string): PropertyType | undefined;
  isA(type: string, base: string): boolean;
}

interface Xml {
  readonly [name: string]: string | readonly Xml[] | undefined;
}

const many = [
  'Schema',
  'EntityType',
  'ComplexType',
  'EnumType',
  'Property',
  'NavigationProperty',
  'Member',
  'Action',
  'Function',
  'Parameter',
  'ReturnType',
];

function list(node: Xml, name: string): readonly Xml[] {
  const found = node[name];
  return Array.isArray(found) ? (found as readonly Xml[]) : [];
}

function text(node: Xml, name: string): string {
  const found = node[`@${name}`];
  return typeof found === 'string' ? found : '';
}

function typeOf(node: Xml): PropertyType {
  const declared = text(node, 'Type');
  const inner = /^Collection\((.*)\)$/.exec(declared)?.[1];
  return {
    type: (inner ?? declared).replace(/^microsoft\.graph\./, 'graph.'),
    isCollection: inner !== undefined,
    nullable: text(node, 'Nullable') !== 'false',
  };
}

/** Reads the CSDL (OData Common Schema Definition Language, XML). */
export function readSchema(xml: string): Schema {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => many.includes(name),
    removeNSPrefix: true,
  });
  const document = parser.parse(xml) as { Edmx: { DataServices: { Schema: Xml[] } } };
  const types = new Map<string, StructuredType>();
  const enums = new Map<string, { members: Set<string>; isFlags: boolean }>();
  const actions = new Map<string, ActionType[]>();
  for (const schema of document.Edmx.DataServices.Schema) {
    for (const node of [...list(schema, 'EntityType'), ...list(schema, 'ComplexType')]) {
      const base = text(node, 'BaseType');
      types.set(text(node, 'Name'), {
        name: text(node, 'Name'),
        base: base === '' ? undefined : base.replace(/^.*\./, ''),
        isOpen: text(node, 'OpenType') === 'true',
        properties: new Map(
          [...list(node, 'Property'), ...list(node, 'NavigationProperty')].map((property) => [
            text(property, 'Name'),
            typeOf(property),
          ]),
        ),
      });
    }
    for (const node of list(schema, 'EnumType'))
      enums.set(text(node, 'Name'), {
        members: new Set(list(node, 'Member').map((member) => text(member, 'Name'))),
        isFlags: text(node, 'IsFlags') === 'true',
      });
    for (const node of [...list(schema, 'Action'), ...list(schema, 'Function')]) {
      const [binding, ...parameters] = list(node, 'Parameter');
      const [returns] = list(node, 'ReturnType');
      if (binding === undefined) continue;
      const name = text(node, 'Name').toLowerCase();
      const action = {
        boundTo: typeOf(binding),
        parameters: new Map(
          parameters.map((parameter) => [text(parameter, 'Name').toLowerCase(), typeOf(parameter)]),
        ),
        returns: returns === undefined ? undefined : typeOf(returns),
      };
      actions.set(name, [...(actions.get(name) ?? []), action]);
    }
  }
  const property = (type: string, name: string): PropertyType | undefined => {
    for (let at = types.get(type); at !== undefined; at = types.get(at.base ?? '')) {
      const found = at.properties.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const isA = (type: string, base: string): boolean => {
    for (let at = types.get(type); at !== undefined; at = types.get(at.base ?? ''))
      if (at.name === base) return true;
    return false;
  };
  return { types, enums, actions, property, isA };
}

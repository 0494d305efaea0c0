import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, type FieldDefinitionNode, type TypeNode } from 'graphql';
import { packageRoot } from '../../platform/package-root.js';
import { notImplemented } from '../../subgraphs/not-implemented.js';

/** A field of a person's own, as the contract marks it in words. */
export interface OwnField {
  readonly name: string;
  /** With what GraphQL wants below and behind it. */
  readonly selection: string;
}

const SUBGRAPHS = ['user', 'event', 'booking', 'notification'] as const;
const MARK = /\bown(?: and administrators')? to read\b/;
/** What the contract wants to be given. */
const ARGUMENTS: Record<string, string> = { reminderPlan: '(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z", first: 1)' };

/** The fields of `User`, of every subgraph, that the contract marks as the user's own; those that answer by now. */
export function readOwnFields(): OwnField[] {
  const documents = SUBGRAPHS.map((name) => ({ name, definitions: parse(readFileSync(join(packageRoot(), 'schema', `${name}.graphql`), 'utf8')).definitions }));
  return documents.flatMap(({ name: subgraph, definitions }) => {
    const objects = new Set(definitions.flatMap((each) => (each.kind === Kind.OBJECT_TYPE_DEFINITION ? [each.name.value] : [])));
    const user = definitions.find((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === 'User');
    if (user?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error(`${subgraph} has no User.`);
    return (user.fields ?? [])
      .filter((field) => MARK.test((field.description?.value ?? '').replace(/\s+/g, ' ')))
      .filter((field) => !notImplemented[subgraph].includes(`User.${field.name.value}`))
      .map((field) => ({ name: field.name.value, selection: selectionOf(field, objects) }));
  });
}

function selectionOf({ name: { value: name }, type, arguments: parameters }: FieldDefinitionNode, objects: ReadonlySet<string>): string {
  const pages = parameters?.some((parameter) => parameter.name.value === 'first') === true;
  return `${name}${ARGUMENTS[name] ?? (pages ? '(first: 1)' : '')}${objects.has(nameOf(type)) ? ' { __typename }' : ''}`;
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

import fc from 'fast-check';
import { getNamedType, isCompositeType, isLeafType, isObjectType, type GraphQLCompositeType, type GraphQLField, type GraphQLSchema } from 'graphql';

const KINDS = ['tree', 'bomb', 'aliases', 'pages', 'duplicates'] as const;

interface Shape {
  readonly kind: (typeof KINDS)[number];
  readonly branches: number;
  readonly levels: number;
  /** Which fields are picked. */
  readonly seed: number;
}

/**
 * Documents that try to hurt: `branches` selections in each of `levels` levels, as fields, as fragments that are spread, as
 * aliases, as pages of pages, or as one field again and again. All are valid but for what the bounds refuse.
 */
export function hostileDocuments(schema: GraphQLSchema): fc.Arbitrary<string> {
  return fc
    .record<Shape>({
      kind: fc.constantFrom(...KINDS),
      branches: fc.integer({ min: 1, max: 12 }),
      levels: fc.integer({ min: 1, max: 12 }),
      seed: fc.integer({ min: 1, max: 2 ** 30 }),
    })
    .map((shape) => write(schema, shape));
}

/** Selections of one document; more would not be parsed. */
const MOST = 2000;
/** Characters of what is repeated. */
const LONGEST = 5000;

function write(schema: GraphQLSchema, shape: Shape): string {
  const random = numbers(shape.seed);
  const writer = new Writer(schema, shape, random);
  const query = schema.getQueryType();
  if (!query) throw new Error('A schema without queries.');
  return writer.document(query);
}

class Writer {
  private left = MOST;
  private names = 0;
  private readonly fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly shape: Shape,
    private readonly random: () => number,
  ) {}

  document(root: GraphQLCompositeType): string {
    const selections = this.selections(root, this.shape.levels);
    return [`query H${String(this.shape.seed)} ${selections}`, ...this.fragments].join('\n');
  }

  private selections(type: GraphQLCompositeType, levels: number): string {
    if (!isObjectType(type)) {
      const possible = this.schema.getPossibleTypes(type).map((each) => `... on ${each.name} ${this.selections(each, levels)}`);
      return `{ __typename ${possible.join(' ')} }`;
    }
    const { kind, branches } = this.shape;
    const picked: string[] = ['__typename'];
    const once = kind === 'bomb' || kind === 'duplicates' ? this.field(type, levels) : null;
    if (kind === 'bomb' && once !== null) {
      const name = `F${String((this.names += 1))}`;
      this.fragments.push(`fragment ${name} on ${type.name} { ${once} }`);
      return `{ ${`...${name} `.repeat(branches)}}`;
    }
    // One field again and again doubles with each level; a text has to end somewhere.
    const copies = once === null ? branches : Math.min(branches, Math.ceil(LONGEST / once.length));
    for (let branch = 0; branch < copies && this.left > 0; branch += 1) {
      const written = once ?? this.field(type, levels);
      if (written !== null) picked.push(kind === 'aliases' ? `a${String((this.names += 1))}: ${written}` : written);
    }
    return `{ ${picked.join(' ')} }`;
  }

  private field(type: GraphQLCompositeType, levels: number): string | null {
    this.left -= 1;
    const fields = isObjectType(type) ? Object.values(type.getFields()).filter(canBeLeftAlone) : [];
    const deeper = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const candidates = levels > 1 && deeper.length > 0 ? deeper : leaves;
    const field = candidates[Math.floor(this.random() * candidates.length)];
    if (!field) return null;
    const of = getNamedType(field.type);
    return `${field.name}${this.pageOf(field)}${isCompositeType(of) ? ` ${this.selections(of, levels - 1)}` : ''}`;
  }

  private pageOf(field: GraphQLField<unknown, unknown>): string {
    if (!field.args.some(({ name }) => name === 'first')) return '';
    return `(first: ${this.shape.kind === 'pages' ? '100' : '1'})`;
  }
}

const canBeLeftAlone = (field: GraphQLField<unknown, unknown>): boolean =>
  field.args.every(({ type, defaultValue }) => !String(type).endsWith('!') || defaultValue !== undefined);

/** Numbers from 0 to 1 that follow from a seed (xorshift). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** `name{label="value"}` in a PromQL expression. */
interface Selector {
  readonly metric: string;
  readonly matchers: readonly {
    readonly label: string;
    readonly op: string;
    readonly value: string;
  }[];
}

/** What a PromQL expression asks of the metrics that it is about. */
export interface Expression {
  readonly selectors: readonly Selector[];
  /** Labels that it groups or matches series by. */
  readonly grouping: readonly string[];
}

/** @throws Error where the text is not PromQL. */
export function parsePromql(text: string): Expression {
  const top = parser.parse(text).topNode;
  const textOf = ({ from, to }: SyntaxNode) => text.slice(from, to);
  for (const { type, from } of nodes(top)) {
    if (type.isError) throw new Error(`not PromQL at ${from}: ${text}`);
  }
  const named = (name: string, within = top) =>
    [...nodes(within)].filter(({ type }) => type.name === name);
  return {
    selectors: named('VectorSelector').map((selector) => ({
      metric: named('Identifier', selector).map(textOf)[0] ?? '',
      matchers: named('UnquotedLabelMatcher', selector).map((matcher) => ({
        label: named('LabelName', matcher).map(textOf).join(),
        op: named('MatchOp', matcher).map(textOf).join(),
        value: named('StringLiteral', matcher).map(textOf).join().slice(1, -1),
      })),
    })),
    grouping: named('GroupingLabels').flatMap((list) => named('LabelName', list).map(textOf)),
  };
}

function* nodes(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) yield* nodes(child);
}

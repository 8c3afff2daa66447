import { parseSync } from '@swc/core';

/** One import or re-export of a file. `typeOnly` leaves nothing behind in what runs. */
export type Import = Readonly<{ target: string; typeOnly: boolean; line: number }>;

/** A function by its place and length. */
export type FunctionSpan = Readonly<{ line: number; lines: number }>;

/** A TypeScript file, as far as the rules ask. `path` is from the checkout, with slashes. */
export type SourceFile = Readonly<{
  path: string;
  text: string;
  lines: readonly string[];
  imports: readonly Import[];
  functions: readonly FunctionSpan[];
}>;

type Node = Readonly<{ type: string; span: { start: number; end: number }; [key: string]: unknown }>;

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
]);
const importTypes = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration']);

export function readSource(path: string, text: string): SourceFile {
  const bytes = Buffer.from(text);
  // Places are bytes, counted from 1.
  const lineAt = (place: number) =>
    bytes
      .subarray(0, place - 1)
      .toString()
      .split('\n').length;
  const imports: Import[] = [];
  const functions: FunctionSpan[] = [];
  visit(parseSync(text, { syntax: 'typescript', target: 'es2022' }), (node) => {
    const line = () => lineAt(node.span.start);
    if (functionTypes.has(node.type)) functions.push({ line: line(), lines: lineAt(node.span.end) - line() + 1 });
    const target = importTarget(node);
    if (target !== undefined) imports.push({ target, typeOnly: isTypeOnly(node), line: line() });
  });
  return { path, text, lines: text.split('\n'), imports, functions };
}

function importTarget(node: Node): string | undefined {
  if (importTypes.has(node.type)) return (node.source as { value: string } | null)?.value;
  if (node.type !== 'CallExpression') return undefined;
  const callee = node.callee as { type: string; value?: string };
  const [argument] = node.arguments as { expression: { type: string; value?: string } }[];
  const loads = callee.type === 'Import' || (callee.type === 'Identifier' && callee.value === 'require');
  return loads && argument?.expression.type === 'StringLiteral' ? argument.expression.value : undefined;
}

function isTypeOnly(node: Node): boolean {
  const specifiers = (node.specifiers ?? []) as { isTypeOnly?: boolean }[];
  return node.typeOnly === true || (specifiers.length > 0 && specifiers.every(({ isTypeOnly: only }) => only === true));
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && 'span' in value) see(value as Node);
  for (const child of Object.values(value)) visit(child, see);
}

import { arrowProblems } from './tidy/arrow-problems';
import { banProblems } from './tidy/ban-problems';
import { checkoutFiles } from './tidy/checkout-files';
import { linkProblems } from './tidy/link-problems';
import { replayProblems } from './tidy/replay-problems';
import { budgetProblems, sizeProblems } from './tidy/size-problems';
import { readSource } from './tidy/source-file';

const files = checkoutFiles();
const sources = [...files].filter(([path]) => /^src\/.*\.ts$/.test(path)).map(([path, text]) => readSource(path, text));
const planted = (path: string, text: string) => readSource(path, text);

describe('the checkout', () => {
  test('has sources to look at', () => expect(sources.length).toBeGreaterThan(100));
  test('has arrows that point one way', () => expect(sources.flatMap(arrowProblems)).toEqual([]));
  test('has workflows that a replay can repeat', () => expect(replayProblems(sources)).toEqual([]));
  test('has files and functions that can be read at once', () => expect(sources.flatMap(sizeProblems)).toEqual([]));
  test('has small files on the whole', () => expect(budgetProblems(sources)).toEqual([]));
  test('holds none of the banned words', () => {
    expect([...files].flatMap(([path, text]) => banProblems(path, text))).toEqual([]);
  });
  test('has pages whose links lead somewhere', () => {
    const pages = [...files].filter(([path]) => path.endsWith('.md'));
    expect(pages.flatMap(([path, text]) => linkProblems(path, text, files))).toEqual([]);
  });
});

describe('the rules see', () => {
  test.each([
    ['src/domain/a.ts', "import { b } from '../store/b';", 'domain must not import store/b'],
    ['src/workflows/a.ts', "import { b } from '../activities/b';", 'workflows must not import a value of activities/b'],
    ['src/sandbox/a.ts', "import { b } from '../domain/status';", 'sandbox must not import domain/status'],
    ['src/cli/a.ts', "import { B } from '../gateway/corefy-gateway';", 'cli must not import gateway/corefy-gateway'],
    ['src/cli/a.ts', "export * from '../activities/b';", 'cli must not import activities/b'],
    ['src/csv/deep/a.ts', "const b = await import('../../store/b');", 'csv must not import store/b'],
    ['src/gateway/a.ts', "const b = require('../check/b');", 'gateway must not import check/b'],
    ['src/elsewhere/a.ts', '', 'src/elsewhere/ has no arrows'],
  ])('in %s: %s', (path, text, message) => {
    expect(arrowProblems(planted(path, `\n${text}\nexport {};`))).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['src/workflows/a.ts', "import type { B } from '../activities/b';"],
    ['src/workflows/a.ts', "import { type B, type C } from '../activities/b';"],
    ['src/sandbox/a.ts', "import { b } from '../domain/currency';"],
    ['src/check/a.ts', "import { b } from '../store/deep/b';"],
    ['src/local.ts', "import { b } from './activities/b';"],
  ])('nothing wrong in %s: %s', (path, text) => expect(arrowProblems(planted(path, text))).toEqual([]));

  test('a builtin and the environment that a workflow reaches through another file, by line', () => {
    const workflow = planted('src/workflows/a.ts', "import { b } from '../domain/b';");
    const far = planted('src/domain/b.ts', "import { c } from './c';");
    const farther = planted('src/domain/c.ts', "import { hash } from 'node:crypto';\nexport const c = process.env.C;");
    expect(replayProblems([workflow, far, farther])).toEqual([
      expect.stringContaining('src/domain/c.ts:1: workflows reach node:crypto'),
      expect.stringContaining('src/domain/c.ts:2: workflows reach process'),
    ]);
    expect(replayProblems([planted('src/workflows/a.ts', "import type { B } from '../domain/b';"), far, farther])).toEqual([]);
  });

  test.each([
    [300, 70, 0],
    [301, 70, 1],
    [300, 71, 1],
  ])('a file of %i lines with a function of %i: %i problems', (fileLines, functionLines, problems) => {
    const body = `// é\nexport const f = () => {\n${'f();\n'.repeat(functionLines - 2)}};\n`;
    const text = body + '\n'.repeat(fileLines - functionLines - 1);
    expect(sizeProblems(planted('src/domain/a.ts', text))).toHaveLength(problems);
  });

  test.each([
    ['src/store/a.ts', 'console.log(1)', 1],
    ['src/cli/a.ts', 'console.log(1)', 0],
    ['src/sandbox/sandbox-process.ts', 'console.log(1)', 0],
    ['docs/a.md', `${'TO'}DO`, 1],
    ['docs/a.md', 'TODOS', 0],
    ['.npmrc', `${'registry'}=https://${'registry'}.npmjs.org`, 1],
    ['docs/a.md', `see ${'/ro'}ot/notes`, 1],
    ['docs/a.md', `see ${'/wo'}rk/main`, 1],
  ])('in %s, %s: %i problems', (path, text, problems) => expect(banProblems(path, text)).toHaveLength(problems));

  test('a link to a page, folder or heading that is not there', () => {
    const text = [
      '# A b, c!',
      '[1](b.md)',
      '[2](gone.md)',
      '[3](#a-b-c)',
      '[4](#gone)',
      '[5](../src)',
      '[6](https://x.test/gone)',
      '`[7](gone.md)`',
    ];
    const pages = new Map([
      ['docs/a.md', text.join('\n')],
      ['docs/b.md', ''],
      ['src/a.ts', ''],
    ]);
    expect(linkProblems('docs/a.md', text.join('\n'), pages)).toEqual([
      'docs/a.md:3: the link to gone.md leads nowhere. Correct or remove it.',
      'docs/a.md:5: the link to #gone leads nowhere. Correct or remove it.',
    ]);
  });
});

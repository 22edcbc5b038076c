import type { Style } from './style.ts'

/** Every part of the frame that a table could have, and none of it. */
const withoutFrame: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['top', 'bottom', 'left', 'right', 'mid', 'top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left']
      .concat(['bottom-right', 'left-mid', 'mid-mid', 'right-mid'])
      .map((part) => [part, '']),
  ),
  middle: '  ',
}

/** A table without lines. Columns are as wide as their widest cell, with two blanks between them. */
export async function formatTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style,
): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const table = new Table({
    head: headings.map((heading) => style('bold', heading)),
    chars: withoutFrame,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => [...row]))
  const lines = table.toString().split('\n')
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

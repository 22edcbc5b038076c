import type { Style } from './style.ts'

/** A table without lines for the terminal: columns as wide as their widest cell, the last one free. */
export async function formatTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style,
): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const bare = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .reduce<Record<string, string>>((chars, name) => ({ ...chars, [name]: '' }), { middle: '  ' })
  const table = new Table({
    head: headings.map((heading) => style('bold', heading)),
    chars: bare,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => [...row]))
  const lines = table.toString().split('\n')
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

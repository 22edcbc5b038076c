import type { Context } from '../command/context.ts'
import { columnWidths } from './column-widths.ts'
import { printable } from './printable.ts'
import { createStyle } from './style.ts'

/** Every part of the frame that a table could have, and none of it. */
const withoutFrame: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['top', 'bottom', 'left', 'right', 'mid', 'top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left']
      .concat(['bottom-right', 'left-mid', 'mid-mid', 'right-mid'])
      .map((part) => [part, '']),
  ),
  middle: '  ',
}
const gap = 2

/**
 * A table without lines for standard output. On a terminal it fits the width: cells wrap between words, and a word that is
 * too long for its column ends with an ellipsis. In a pipe nothing is wrapped or cut.
 */
export async function formatTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  context: Context,
): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const style = createStyle(context, 'stdout')
  const cells = rows.map((row) => row.map((cell) => printable(cell)))
  const table = new Table({
    head: headings.map((heading) => style('bold', heading)),
    chars: withoutFrame,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    ...(await widthsIn(context, [headings, ...cells])),
  })
  table.push(...cells)
  const lines = table.toString().split('\n')
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

async function widthsIn(
  { isTerminal, stdout }: Context,
  rows: readonly (readonly string[])[],
): Promise<{ colWidths?: number[]; wordWrap?: boolean }> {
  if (!isTerminal.stdout || !('columns' in stdout) || typeof stdout.columns !== 'number') return {}
  const { default: stringWidth } = await import('string-width')
  const count = Math.max(0, ...rows.map((row) => row.length))
  const natural = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.flatMap((row) => (row[column] ?? '').split('\n').map((line) => stringWidth(line)))),
  )
  return { colWidths: [...columnWidths(natural, stdout.columns - gap * (count - 1))], wordWrap: true }
}

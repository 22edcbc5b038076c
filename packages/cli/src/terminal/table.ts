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
  const { widthsOf, format } = await loadTable(context)
  return format(rows, { headings, widths: widthsOf([headings, ...rows]), isWrapped: true })
}

export interface TableParts {
  /** Left out, the rows continue a table. */
  readonly headings?: readonly string[]
  /** Undefined: as wide as the cells are. */
  readonly widths: readonly number[] | undefined
  /** Wraps what does not fit, instead of cutting it. */
  readonly isWrapped: boolean
}

/** For tables that are printed piece by piece. */
export interface TableFormat {
  /** Widths that fit the terminal; undefined where standard output is none. */
  widthsOf(rows: readonly (readonly string[])[]): readonly number[] | undefined
  format(rows: readonly (readonly string[])[], parts: TableParts): string
}

export async function loadTable(context: Context): Promise<TableFormat> {
  const [{ default: Table }, { default: stringWidth }] = await Promise.all([
    import('cli-table3'),
    import('string-width'),
  ])
  const style = createStyle(context, 'stdout')
  const columns = terminalWidth(context)
  return {
    widthsOf: (rows) => {
      if (columns === undefined) return undefined
      const count = Math.max(0, ...rows.map((row) => row.length))
      const natural = Array.from({ length: count }, (_, column) =>
        Math.max(
          ...rows.flatMap((row) =>
            printable(row[column] ?? '')
              .split('\n')
              .map(stringWidth),
          ),
        ),
      )
      return columnWidths(natural, columns - gap * (count - 1))
    },
    format: (rows, { headings = [], widths, isWrapped }) => {
      const table = new Table({
        head: headings.map((heading) => style('bold', heading)),
        chars: withoutFrame,
        style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
        ...(widths === undefined ? {} : { colWidths: [...widths], wordWrap: isWrapped }),
      })
      table.push(...rows.map((row) => row.map((cell) => printable(cell))))
      const lines = table.toString().split('\n')
      return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
    },
  }
}

function terminalWidth({ isTerminal, stdout }: Context): number | undefined {
  return isTerminal.stdout && 'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : undefined
}

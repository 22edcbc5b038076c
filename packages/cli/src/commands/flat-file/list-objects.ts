import { flatFileObjects } from '@coupa-connector/endpoints'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { objectCalled } from './chosen-object.ts'

/** Lists the objects of flat files, or the columns of one with their fields. */
export async function listObjects(input: CommandInput, context: Context): Promise<number> {
  const name = input.argument('object')
  if (name === undefined) {
    const rows = flatFileObjects.map((object) => [object.name, object.title, object.folder, rowTypeNames(object)])
    await print(context.stdout, await formatTable(['Object', 'Title', 'Folder', 'Row types'], rows, context))
    return 0
  }
  const { rowTypes } = objectCalled(name)
  const rows = rowTypes.flatMap(({ name: rowType, words, columns, exported = {} }) => [
    ...Object.entries(columns).map(([column, field]) => [words[0] ?? rowType, column, field, 'in, out']),
    ...Object.entries(exported).map(([column, field]) => [words[0] ?? rowType, column, field, 'out']),
  ])
  await print(context.stdout, await formatTable(['Row type', 'Column', 'Field', 'Direction'], rows, context))
  return 0
}

function rowTypeNames({ rowTypes }: (typeof flatFileObjects)[number]): string {
  return rowTypes.length === 1 ? '' : rowTypes.map(({ words, name }) => words[0] ?? name).join(', ')
}

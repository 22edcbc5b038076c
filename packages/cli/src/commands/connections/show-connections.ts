import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { createConnectionStore } from '../../connections/connection-store.ts'
import { stateFolders } from '../../files/folders.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { connectionView } from './connection-view.ts'

/** Lists the connections by name. */
export async function listConnections(input: CommandInput, context: Context): Promise<number> {
  const store = createConnectionStore(stateFolders(context), context)
  const names = await store.names()
  const views = await Promise.all(names.map(async (name) => connectionView(name, await store.find(name))))
  if (input.flag('json')) {
    await printJson(context.stdout, views)
  } else if (views.length === 0) {
    await print(
      context.stderr,
      'There are no connections yet. "coupa-connector connections add --help" says how to add one.\n',
    )
  } else {
    const rows = views.map(({ name = '', authenticationType = '', url = '' }) => [
      name,
      authenticationLabel(authenticationType),
      url,
    ])
    await print(context.stdout, await formatTable(['Name', 'Authentication', 'URL'], rows, context))
  }
  return 0
}

/** Shows one connection: everything but the secret. */
export async function showConnection(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('name')
  const store = createConnectionStore(stateFolders(context), context)
  const view = connectionView(name, await store.find(name))
  if (input.flag('json')) {
    await printJson(context.stdout, view)
    return 0
  }
  const width = Math.max(...Object.keys(view).map((key) => key.length))
  const lines = Object.entries(view).map(([key, value]) => `${key.padEnd(width)}  ${value}`)
  await print(context.stdout, `${lines.join('\n')}\n`)
  return 0
}

function authenticationLabel(type: string): string {
  return type === 'api-key' ? 'api-key (deprecated)' : type
}

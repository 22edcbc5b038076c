import type { AlertMessage, AlertRuleName } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openHub } from '../hub-session/open-hub.ts'

/** Lists what people were told of. */
export async function listAlerts(input: CommandInput, context: Context): Promise<number> {
  const limit = input.integer('limit', { minimum: 1, maximum: 200 })
  const rule = input.text('rule') as AlertRuleName | undefined
  await using hub = await openHub(context)
  const query = { ...(limit === undefined ? {} : { limit }), ...(rule === undefined ? {} : { rule }) }
  const params = { account: hub.account.id }
  const { items } = (await hub.client.call('alerts.list', { params, query, signal: context.signal })).body
  if (input.flag('json')) await printJson(context.stdout, { alerts: items })
  else if (items.length === 0) await print(context.stderr, 'There are no alerts.\n')
  else {
    const rows = items.map(({ at, severity, title, text }) => [momentText(at), severity, title, text])
    await print(context.stdout, await formatTable(['When', 'Severity', 'What', 'More'], rows, context))
  }
  return 0
}

/** Lists the messages to the channels. */
export async function listAlertMessages(input: CommandInput, context: Context): Promise<number> {
  const limit = input.integer('limit', { minimum: 1, maximum: 200 })
  const state = input.text('state') as AlertMessage['state'] | undefined
  await using hub = await openHub(context)
  const query = { ...(limit === undefined ? {} : { limit }), ...(state === undefined ? {} : { state }) }
  const params = { account: hub.account.id }
  const { items } = (await hub.client.call('alertMessages.list', { params, query, signal: context.signal })).body
  if (input.flag('json')) await printJson(context.stdout, { messages: items })
  else if (items.length === 0) await print(context.stderr, 'There are no messages.\n')
  else {
    const rows = items.map((message) => [
      momentText(message.createdAt),
      message.channel.name,
      message.state,
      String(message.tries),
      message.title,
      message.lastError ?? '',
    ])
    const head = ['Created', 'Channel', 'State', 'Tries', 'What', 'Last error']
    await print(context.stdout, await formatTable(head, rows, context))
  }
  return 0
}

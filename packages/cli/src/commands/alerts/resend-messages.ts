import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print, printJson } from '../../terminal/print.ts'
import { inOptions } from '../hub-processes/in-options.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { findChannel } from './alert-channels.ts'

/** Has messages that were given up sent once more. */
export async function resendAlertMessages(input: CommandInput, context: Context): Promise<number> {
  const ids = input.rest('messages')
  const name = input.text('channel')
  await using hub = await openHub(context)
  const channel = name === undefined ? undefined : (await findChannel(hub, name)).id
  const { body } = await inOptions(() =>
    hub.client.call('alertMessages.resend', {
      params: { account: hub.account.id },
      body: { ...(ids.length === 0 ? {} : { ids: [...ids] }), ...(channel === undefined ? {} : { channel }) },
      signal: context.signal,
    }),
  )
  if (input.flag('json')) await printJson(context.stdout, body)
  else if (body.resent === 0) await print(context.stderr, 'None of these messages is given up.\n')
  else await print(context.stdout, `${body.resent} ${body.resent === 1 ? 'message' : 'messages'} will be sent again.\n`)
  return 0
}

import type { Destination } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { formatTable } from '../../terminal/table.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { readGivenSettings, readUnset, sendSecrets } from './destination-settings.ts'
import { findDestination, listDestinations } from './find-process.ts'
import { inOptions } from './in-options.ts'

/** Lists the destinations of the account. */
export async function listHubDestinations(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const destinations = await listDestinations(hub)
  if (input.flag('json')) await printJson(context.stdout, { destinations })
  else if (destinations.length === 0) {
    await print(
      context.stderr,
      'There are no destinations. "coupa-connector processes destinations create" creates one.\n',
    )
  } else {
    const rows = destinations.map(({ name, kind, settings, secrets }) => [
      name,
      kind,
      Object.entries(settings)
        .map(([setting, value]) => `${setting}=${value}`)
        .join(', '),
      Object.keys(secrets).join(', '),
    ])
    await print(context.stdout, await formatTable(['Name', 'Kind', 'Settings', 'Secrets'], rows, context))
  }
  return 0
}

/** Shows one destination: everything but the secrets. */
export async function showDestination(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  await printDestination(await findDestination(hub, input.required('destination')), input, context)
  return 0
}

/** Creates a destination. Its secrets are sent on their own first, and handles to them come back. */
export async function createDestination(input: CommandInput, context: Context): Promise<number> {
  const kind = input.text('kind')
  if (kind === undefined) {
    const { destinationTypes } = await import('@coupa-connector/endpoints')
    const kinds = destinationTypes.map((type) => type.kind).join(', ')
    throw new UsageError('--kind is missing: it says what the destination is.', {
      suggestion: `Choose one of: ${kinds}.`,
    })
  }
  const { settings, secrets } = await readGivenSettings(kind, input, context, { hasVariables: true })
  await using hub = await openHub(context)
  const { body } = await inOptions(async () =>
    hub.client.call('destinations.create', {
      params: { account: hub.account.id },
      body: { name: input.required('name'), kind, settings, secrets: await sendSecrets(hub, kind, secrets, context) },
      signal: context.signal,
    }),
  )
  await printDestination(body, input, context)
  return 0
}

/** Changes what is given; what is not given stays. */
export async function updateDestination(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id, kind } = await findDestination(hub, input.required('destination'))
  const given = await readGivenSettings(kind, input, context, { hasVariables: false })
  const name = input.text('name')
  const removed = readUnset(input)
  const count = Object.keys(given.settings).length + Object.keys(given.secrets).length + removed.length
  if (name === undefined && count === 0) {
    throw new UsageError('Nothing says what to change.', { suggestion: 'Use --name, --set, --set-file or --unset.' })
  }
  const params = { account: hub.account.id, destination: id }
  const { body: before, etag } = await hub.client.call('destination.get', { params, signal: context.signal })
  const unknown = removed.find((setting) => !(setting in before.settings) && !(setting in before.secrets))
  if (unknown !== undefined) {
    const known = [...Object.keys(before.settings), ...Object.keys(before.secrets)].join(', ')
    throw new UsageError(`--unset ${unknown}: ${before.name} does not have it set.`, {
      suggestion: known === '' ? 'It has nothing set.' : `It has: ${known}.`,
    })
  }
  const kept = Object.entries(before.settings).filter(([setting]) => !removed.includes(setting))
  const dropped = removed.filter((setting) => setting in before.secrets).map((setting) => [setting, null] as const)
  const { body } = await inOptions(async () => {
    const secrets = { ...Object.fromEntries(dropped), ...(await sendSecrets(hub, kind, given.secrets, context)) }
    return await hub.client.call('destination.update', {
      params,
      body: {
        ...(name === undefined ? {} : { name }),
        settings: { ...Object.fromEntries(kept), ...given.settings },
        secrets,
      },
      ifMatch: etag,
      signal: context.signal,
    })
  })
  await printDestination(body, input, context)
  return 0
}

/** Deletes a destination with its secrets. */
export async function deleteDestination(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id, name } = await findDestination(hub, input.required('destination'))
  const params = { account: hub.account.id, destination: id }
  await hub.client.call('destination.delete', { params, signal: context.signal })
  await print(context.stdout, `Deleted destination "${name}" with its secrets.\n`)
  return 0
}

async function printDestination(destination: Destination, input: CommandInput, context: Context): Promise<void> {
  if (input.flag('json')) return await printJson(context.stdout, destination)
  const { name, kind, settings, secrets, revision, updatedBy, updatedAt } = destination
  const facts: (readonly [string, string])[] = [
    ['Name', name],
    ['Kind', kind],
    ...Object.entries(settings),
    ...Object.entries(secrets).map(([setting, { setAt, setBy }]) => {
      return [setting, `set by ${setBy}, ${momentText(setAt)}`] as const
    }),
    ['Revision', `${revision}, by ${updatedBy}, ${momentText(updatedAt)}`],
  ]
  const width = Math.max(...facts.map(([label]) => label.length))
  await print(context.stdout, printable(facts.map(([label, value]) => `${label.padEnd(width)}  ${value}\n`).join('')))
}

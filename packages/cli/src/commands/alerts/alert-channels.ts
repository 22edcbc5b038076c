import {
  type AlertChannel,
  type AlertChannelKind,
  type AlertChannelKindDescription,
  alertChannelKindNames,
  alertChannelKinds,
} from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { formatTable } from '../../terminal/table.ts'
import { unknownName } from '../hub/find-by-name.ts'
import { inOptions } from '../hub-processes/in-options.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { readSecretFile } from '../process-files/value-settings.ts'

/** Lists the channels of the account. */
export async function listAlertChannels(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const channels = await readChannels(hub)
  if (input.flag('json')) await printJson(context.stdout, { channels })
  else if (channels.length === 0) {
    await print(context.stderr, 'There are no channels. "coupa-connector alerts channels create" creates one.\n')
  } else {
    const rows = channels.map((channel) => [
      channel.name,
      channel.kind,
      channel.isEnabled ? 'on' : 'off',
      Object.values(channel.settings).join(', '),
      momentText(channel.lastSentAt),
      channel.lastError?.message ?? '',
    ])
    const head = ['Name', 'Kind', 'State', 'Goes to', 'Last sent', 'Last error']
    await print(context.stdout, await formatTable(head, rows, context))
  }
  return 0
}

/** Creates a channel. Its secrets are sent on their own first. */
export async function createAlertChannel(input: CommandInput, context: Context): Promise<number> {
  const kind = readKind(input)
  const settings = readSettings(kind, input)
  const secrets = await readSecrets(kind, input)
  const times = readTimes(input)
  await using hub = await openHub(context)
  const { body } = await inOptions(async () =>
    hub.client.call('alertChannels.create', {
      params: { account: hub.account.id },
      body: {
        name: input.required('name'),
        kind,
        settings,
        secrets: await sendSecrets(hub, kind, secrets, context),
        ...times,
      },
      signal: context.signal,
    }),
  )
  await printChannel(body, input, context)
  return 0
}

/** Changes what is given; what is not given stays. */
export async function updateAlertChannel(input: CommandInput, context: Context): Promise<number> {
  if (input.flag('enable') && input.flag('disable')) {
    throw new UsageError('--enable and --disable exclude one another.')
  }
  const times = readTimes(input)
  await using hub = await openHub(context)
  const { id, kind } = await findChannel(hub, input.required('channel'))
  const settings = readSettings(kind, input)
  const secrets = await readSecrets(kind, input)
  const name = input.text('name')
  const isSwitched = input.flag('enable') || input.flag('disable')
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(isSwitched ? { isEnabled: input.flag('enable') } : {}),
    ...times,
  }
  if (Object.keys({ ...change, ...settings, ...secrets }).length === 0) {
    throw new UsageError('Nothing says what to change.', {
      suggestion: 'Use --name, --set, --set-file, --quiet-hours, --digest, --enable or --disable.',
    })
  }
  const params = { account: hub.account.id, channel: id }
  const { body: before, etag } = await hub.client.call('alertChannel.get', { params, signal: context.signal })
  const { body } = await inOptions(async () =>
    hub.client.call('alertChannel.update', {
      params,
      body: {
        ...change,
        settings: { ...before.settings, ...settings },
        secrets: await sendSecrets(hub, kind, secrets, context),
      },
      ifMatch: etag,
      signal: context.signal,
    }),
  )
  await printChannel(body, input, context)
  return 0
}

/** Sends a test message, and says what came of it. */
export async function testAlertChannel(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id, name } = await findChannel(hub, input.required('channel'))
  const params = { account: hub.account.id, channel: id }
  const { body } = await hub.client.call('alertChannel.test', { params, signal: context.signal })
  if (input.flag('json')) await printJson(context.stdout, body)
  else if (body.isSent) await print(context.stdout, printable(`Sent a test message to "${name}".\n`))
  else await print(context.stderr, printable(`The test message to "${name}" was not sent: ${body.error}\n`))
  return body.isSent ? 0 : 1
}

/** Deletes a channel with its secrets. */
export async function deleteAlertChannel(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id, name } = await findChannel(hub, input.required('channel'))
  const params = { account: hub.account.id, channel: id }
  await hub.client.call('alertChannel.delete', { params, signal: context.signal })
  await print(context.stdout, printable(`Deleted channel "${name}" with its secrets.\n`))
  return 0
}

/** Finds a channel by its id or its name. Throws a `UsageError` with the nearest names. */
export async function findChannel(hub: OpenHub, given: string): Promise<AlertChannel> {
  const channels = await readChannels(hub)
  const found = channels.find(({ id, name }) => id === given || name === given)
  if (found) return found
  const names = channels.map(({ name }) => name)
  throw unknownName('channel', given, names, 'Create one with "coupa-connector alerts channels create".')
}

async function readChannels({ client, account }: OpenHub): Promise<readonly AlertChannel[]> {
  return (await client.call('alertChannels.list', { params: { account: account.id } })).body.items
}

function readKind(input: CommandInput): AlertChannelKind {
  const given = input.text('kind')
  const kind = alertChannelKindNames.find((name) => name === given)
  if (kind !== undefined) return kind
  throw new UsageError('--kind is missing: it says what the channel is.', {
    suggestion: `Choose one of: ${alertChannelKindNames.join(', ')}.`,
  })
}

function readSettings(kind: AlertChannelKind, input: CommandInput): Record<string, string> {
  const { secrets }: AlertChannelKindDescription = alertChannelKinds[kind]
  const pairs = readPairs(input, 'set', 'url=https://hooks.example.com/coupa')
  const secret = pairs.find(([name]) => secrets.some((each) => each.name === name))
  if (secret === undefined) return Object.fromEntries(pairs)
  throw new UsageError(`--set ${secret[0]} is a secret, and other programs can see a command line.`, {
    suggestion: `Write it into a file: --set-file ${secret[0]}=FILE`,
  })
}

async function readSecrets(kind: AlertChannelKind, input: CommandInput): Promise<Record<string, string>> {
  const { secrets }: AlertChannelKindDescription = alertChannelKinds[kind]
  const names = secrets.map(({ name }) => name)
  const values: Record<string, string> = {}
  for (const [name, path] of readPairs(input, 'set-file', 'signingSecret=FILE')) {
    if (!names.includes(name)) {
      throw new UsageError(`--set-file ${name}: a channel of the kind ${kind} has no secret "${name}".`, {
        suggestion: names.length === 0 ? 'It has no secrets.' : `It has: ${names.join(', ')}.`,
      })
    }
    values[name] = await readSecretFile(path)
  }
  return values
}

async function sendSecrets(
  { client, account }: OpenHub,
  channelKind: AlertChannelKind,
  secrets: Readonly<Record<string, string>>,
  { signal }: Context,
): Promise<Record<string, string>> {
  const handles: Record<string, string> = {}
  for (const [field, value] of Object.entries(secrets)) {
    const body = { field, value, channelKind }
    handles[field] = (
      await client.call('secrets.create', { params: { account: account.id }, body, signal })
    ).body.handle
  }
  return handles
}

function readPairs(
  input: CommandInput,
  option: 'set' | 'set-file',
  example: string,
): readonly (readonly [string, string])[] {
  return input.list(option).map((pair) => {
    const place = pair.indexOf('=')
    if (place < 1) {
      // What stands there may be a secret whose name was forgotten.
      throw new UsageError(
        `--${option} takes NAME=${option === 'set' ? 'VALUE' : 'FILE'}, and one has no name or no "=".`,
        {
          suggestion: `For example: --${option} ${example}`,
        },
      )
    }
    return [pair.slice(0, place), pair.slice(place + 1)] as const
  })
}

interface GivenTimes {
  readonly quietHours?: { readonly from: string; readonly until: string; readonly zone: string } | null
  readonly digest?: { readonly at: string; readonly zone: string } | null
}

/** Quiet hours and digest, as far as they are given. Throws a `UsageError`. */
function readTimes(input: CommandInput): GivenTimes {
  const [quiet, digest, zone] = [input.text('quiet-hours'), input.text('digest'), input.text('zone')]
  const named = quiet !== undefined && quiet !== 'none' ? '--quiet-hours' : '--digest'
  const needsZone = [quiet, digest].some((text) => text !== undefined && text !== 'none')
  if (needsZone && zone === undefined) {
    throw new UsageError(`--zone is missing: without it, it is unknown whose clock ${named} goes by.`, {
      suggestion: 'Give the name of a time zone: --zone Europe/Berlin',
    })
  }
  const [from, until] = quiet?.split('-') ?? []
  if (quiet !== undefined && quiet !== 'none' && (!from || !until)) {
    throw new UsageError(`--quiet-hours takes two times of the day, and "${quiet}" is not that.`, {
      suggestion: 'For example: --quiet-hours 22:00-06:00',
    })
  }
  return {
    ...(quiet === undefined
      ? {}
      : { quietHours: quiet === 'none' ? null : { from: from ?? '', until: until ?? '', zone: zone ?? '' } }),
    ...(digest === undefined ? {} : { digest: digest === 'none' ? null : { at: digest, zone: zone ?? '' } }),
  }
}

async function printChannel(channel: AlertChannel, input: CommandInput, context: Context): Promise<void> {
  if (input.flag('json')) return await printJson(context.stdout, channel)
  const { name, kind, settings, secrets, isEnabled, quietHours, digest, lastSentAt, lastError } = channel
  const facts: (readonly [string, string])[] = [
    ['Name', name],
    ['Kind', kind],
    ['State', isEnabled ? 'on' : 'off'],
    ...Object.entries(settings),
    ...Object.entries(secrets).map(([secret, { setAt, setBy }]) => {
      return [secret, `set by ${setBy}, ${momentText(setAt)}`] as const
    }),
    ...(quietHours === null
      ? []
      : [['Quiet', `${quietHours.from} to ${quietHours.until}, in ${quietHours.zone}`] as const]),
    ...(digest === null ? [] : [['Digest', `at ${digest.at}, in ${digest.zone}`] as const]),
    ...(lastSentAt === null ? [] : [['Last sent', momentText(lastSentAt)] as const]),
    ...(lastError === null ? [] : [['Last error', `${lastError.message} (${momentText(lastError.at)})`] as const]),
  ]
  const width = Math.max(...facts.map(([label]) => label.length))
  await print(context.stdout, printable(facts.map(([label, value]) => `${label.padEnd(width)}  ${value}\n`).join('')))
}

import { connectionFields } from '@coupa-connector/connector/internals'
import type { Connection, ConnectionSummary } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { plainFields } from '../connections/connection-fields.ts'
import { askForSecret, secretField } from '../connections/secret-field.ts'
import { type OpenHub, openHub } from '../hub-session/open-hub.ts'
import { findConnection, listAll } from './find-by-name.ts'

/** Lists the connections of the account. */
export async function listHubConnections(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { client, account } = hub
  const search = input.text('search')
  const found: ConnectionSummary[] = []
  for await (const connection of listAll(async (page) => {
    const query = { ...page, ...(search === undefined ? {} : { search }) }
    return (await client.call('connections.list', { params: { account: account.id }, query })).body
  })) {
    found.push(connection)
  }
  if (input.flag('json')) await printJson(context.stdout, found)
  else if (found.length === 0) await print(context.stderr, 'There are no such connections.\n')
  else {
    const rows = found.map(({ name, state, organization, lastTest }) => [
      name,
      stateText(state),
      organization,
      lastTest ? `${lastTest.title}, ${momentText(lastTest.finishedAt)}` : '',
    ])
    await print(context.stdout, await formatTable(['Name', 'State', 'Organization', 'Last test'], rows, context))
  }
  return 0
}

/** Shows one connection: everything but the secrets. */
export async function showHubConnection(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { connection } = await getConnection(hub, input.required('connection'))
  await printConnection(connection, input, context)
  return 0
}

/** Creates a connection. The secret is sent on its own first, and a handle to it comes back. */
export async function createHubConnection(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const fields = gatherFields(input, context.environment)
  const secrets = await setSecret(hub, fields.authenticationType, context)
  const { body } = await hub.client.call('connections.create', {
    params: { account: hub.account.id },
    body: { name: input.required('name'), ...describedBy(input), fields, secrets },
    signal: context.signal,
  })
  await printConnection(body, input, context)
  return 0
}

/** Changes what is given; what is not given stays. */
export async function updateHubConnection(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { connection, etag } = await getConnection(hub, input.required('connection'))
  const changed = gatherFields(input, {})
  const name = input.text('name')
  const { body } = await hub.client.call('connection.update', {
    params: { account: hub.account.id, connection: connection.id },
    body: {
      ...(name === undefined ? {} : { name }),
      ...describedBy(input),
      ...(Object.keys(changed).length === 0 ? {} : { fields: { ...connection.fields, ...changed } }),
    },
    ifMatch: etag,
    signal: context.signal,
  })
  await printConnection(body, input, context)
  return 0
}

/** Sets the client secret (or the token) of a connection. */
export async function setHubSecret(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { connection, etag } = await getConnection(hub, input.required('connection'))
  const secrets = await setSecret(hub, connection.authenticationType, context)
  await hub.client.call('connection.update', {
    params: { account: hub.account.id, connection: connection.id },
    body: { secrets },
    ifMatch: etag,
    signal: context.signal,
  })
  await print(context.stdout, `${secretField(connection.authenticationType).label} of "${connection.name}" is set.\n`)
  return 0
}

/** Copies a connection with its secrets, as a draft. */
export async function copyHubConnection(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id } = await findConnection(hub, input.required('connection'))
  const { body } = await hub.client.call('connection.copy', {
    params: { account: hub.account.id, connection: id },
    body: { name: input.required('name') },
    signal: context.signal,
  })
  await printConnection(body, input, context)
  return 0
}

/** Deletes a connection with its secrets. */
export async function deleteHubConnection(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { connection, etag } = await getConnection(hub, input.required('connection'))
  const params = { account: hub.account.id, connection: connection.id }
  await hub.client.call('connection.delete', { params, ifMatch: etag, signal: context.signal })
  await print(context.stdout, `Deleted connection "${connection.name}" with its secrets.\n`)
  return 0
}

async function getConnection(
  hub: OpenHub,
  given: string,
): Promise<{ connection: Connection; etag: string | undefined }> {
  const { id } = await findConnection(hub, given)
  const { body, etag } = await hub.client.call('connection.get', {
    params: { account: hub.account.id, connection: id },
  })
  return { connection: body, etag }
}

function gatherFields(input: CommandInput, environment: Context['environment']): Record<string, string> {
  return Object.fromEntries(
    plainFields().flatMap(({ name, option, environmentVariable }) => {
      const value = input.text(option) ?? (environment[environmentVariable] || undefined)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function describedBy(input: CommandInput): { description?: string; folder?: string; labels?: string[] } {
  const description = input.text('description')
  const folder = input.text('folder')
  const labels = input.list('label')
  return {
    ...(description === undefined ? {} : { description }),
    ...(folder === undefined ? {} : { folder }),
    ...(labels.length === 0 ? {} : { labels: [...labels] }),
  }
}

async function setSecret(
  { client, account }: OpenHub,
  authenticationType: string | undefined,
  context: Context,
): Promise<Record<string, string>> {
  const field = secretField(authenticationType)
  const value = await askForSecret(field, context)
  if (value === undefined) {
    throw new UsageError(`${field.label} is missing; nothing was changed.`, {
      suggestion: `Type it at the prompt, pipe it in as one line, or set ${field.environmentVariable}.`,
    })
  }
  const { body } = await client.call('secrets.create', {
    params: { account: account.id },
    body: { field: field.name, value },
    signal: context.signal,
  })
  return { [field.name]: body.handle }
}

/** The state in words: `never-tested` is `not tested`. */
function stateText(state: Connection['state']): string {
  return state === 'never-tested' ? 'not tested' : state
}

async function printConnection(connection: Connection, input: CommandInput, context: Context): Promise<void> {
  if (input.flag('json')) return await printJson(context.stdout, connection)
  const labels = new Map<string, string>(connectionFields.map(({ name, label }) => [name, label]))
  const facts: (readonly [string, string])[] = [
    ['Name', connection.name],
    ['Id', connection.id],
    ['State', stateText(connection.state)],
    ['Revision', `${connection.revision}, by ${connection.updatedBy}, ${momentText(connection.updatedAt)}`],
    ...Object.entries(connection.fields).map(([name, value]) => [labels.get(name) ?? name, value] as const),
    ...Object.entries(connection.secrets).map(
      ([name, { setAt, setBy }]) => [labels.get(name) ?? name, `set by ${setBy}, ${momentText(setAt)}`] as const,
    ),
    ...(connection.lastTest
      ? [
          [
            'Last test',
            `${connection.lastTest.title}, from ${connection.lastTest.container.name}, ${momentText(connection.lastTest.finishedAt)}`,
          ] as const,
        ]
      : []),
  ]
  const width = Math.max(...facts.map(([label]) => label.length))
  await print(context.stdout, `${facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n')}\n`)
  for (const { message } of connection.notices) await print(context.stderr, `note: ${message}\n`)
}

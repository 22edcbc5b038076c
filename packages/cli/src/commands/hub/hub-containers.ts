import { type Container, containerCommands } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { momentText } from '../../terminal/moment-text.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { findContainer, listAll } from './find-by-name.ts'

/** Lists the containers that the account may use. */
export async function listHubContainers(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { client, account } = hub
  const found: Container[] = []
  const page = async (query: { limit: number }) =>
    (await client.call('containers.list', { params: { account: account.id }, query })).body
  for await (const container of listAll(page)) found.push(container)
  if (input.flag('json')) await printJson(context.stdout, found)
  else if (found.length === 0) {
    await print(
      context.stderr,
      'There are no containers. "coupa-connector hub containers token" creates a token for one.\n',
    )
  } else {
    const rows = found.map(({ name, kind, relation, status, runningJobs, queuedJobs, nodes, unavailableReason }) => [
      name,
      relation === 'owner' ? kind : `${kind} of another account`,
      status,
      String(nodes.length),
      `${runningJobs} running, ${queuedJobs} queued`,
      unavailableReason ?? '',
    ])
    await print(context.stdout, await formatTable(['Name', 'Kind', 'Status', 'Nodes', 'Jobs', ''], rows, context))
  }
  return 0
}

/** Creates an installer token and prints nothing else on standard output, so that it can be piped. */
export async function makeInstallerToken(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const given = input.text('container')
  const container = given === undefined ? undefined : await findContainer(hub, given)
  const kind = container?.kind ?? input.text('kind') ?? 'atom'
  const lifetimeMinutes = input.integer('minutes', { minimum: 30, maximum: 1440 })
  const maxUses = input.integer('uses', { minimum: 1, maximum: 100 })
  const { body } = await hub.client.call('installerTokens.create', {
    params: { account: hub.account.id },
    body: {
      kind: kindOf(kind),
      ...(lifetimeMinutes === undefined ? {} : { lifetimeMinutes }),
      ...(maxUses === undefined ? {} : { maxUses }),
      ...(container ? { container: container.id } : {}),
    },
    signal: context.signal,
  })
  if (input.flag('json')) await printJson(context.stdout, body)
  else {
    await print(context.stdout, `${body.token}\n`)
    const name = container?.name ?? input.text('name')
    const { download, enroll, run } = containerCommands({ hubUrl: hub.url, kind: body.kind, name })
    await print(
      context.stderr,
      `Valid until ${momentText(body.expiresAt)}, for ${body.maxUses} ${body.maxUses === 1 ? 'node' : 'nodes'}. On the machine, which needs Node.js 22.19 or later:
  ${download}
  ${enroll}   (paste the token when asked)
  ${run}
`,
    )
  }
  return 0
}

/** Deletes a container, or detaches from a cloud. */
export async function deleteHubContainer(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id, name, relation } = await findContainer(hub, input.required('container'))
  await hub.client.call('container.delete', {
    params: { account: hub.account.id, container: id },
    signal: context.signal,
  })
  await print(context.stdout, relation === 'owner' ? `Deleted container "${name}".\n` : `Detached from "${name}".\n`)
  return 0
}

/** Lends a cloud to an account, named by its short name. */
export async function shareHubContainer(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { id, name } = await findContainer(hub, input.required('container'))
  const maxAttachments = input.integer('attachments', { minimum: -1, maximum: 1000 })
  const maxConcurrentJobs = input.integer('jobs', { minimum: 1, maximum: 1000 })
  const { body } = await hub.client.call('shares.set', {
    params: { account: hub.account.id, container: id, tenant: input.required('account') },
    body: {
      ...(maxAttachments === undefined ? {} : { maxAttachments }),
      ...(maxConcurrentJobs === undefined ? {} : { maxConcurrentJobs }),
    },
    signal: context.signal,
  })
  if (input.flag('json')) await printJson(context.stdout, body)
  else await print(context.stdout, `"${name}" is lent to "${body.account.name}".\n`)
  return 0
}

/** Attaches the account to a cloud of another one. */
export async function attachHubContainer(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { client, account } = hub
  const given = input.required('cloud')
  const { body: available } = await client.call('clouds.available', { params: { account: account.id } })
  const cloud = available.items.find(({ id, name }) => id === given || name === given)
  if (!cloud) {
    const names = available.items.map(({ name, owner }) => `"${name}" of ${owner}`).join(', ')
    throw new UsageError(`No cloud "${given}" is lent to the account.`, {
      suggestion: names === '' ? 'Ask the owner of the cloud to lend it.' : `There are: ${names}.`,
    })
  }
  const { body } = await client.call('attachments.create', {
    params: { account: account.id },
    body: { cloud: cloud.id, name: input.text('name') ?? cloud.name },
    signal: context.signal,
  })
  if (input.flag('json')) await printJson(context.stdout, body)
  else await print(context.stdout, `Attached to "${cloud.name}" as container "${body.name}".\n`)
  return 0
}

function kindOf(text: string): Container['kind'] {
  return text === 'molecule' || text === 'cloud' ? text : 'atom'
}

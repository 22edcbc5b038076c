import type { ConnectionSummary, Container } from '@coupa-connector/protocol'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import type { OpenHub } from '../hub-session/open-hub.ts'

interface Named {
  readonly id: string
  readonly name: string
}

interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/** Finds a connection by its id or its name. Throws `UsageError` with the nearest names. */
export async function findConnection({ client, account }: OpenHub, given: string): Promise<ConnectionSummary> {
  return await findNamed('connection', given, async (query) => {
    return (await client.call('connections.list', { params: { account: account.id }, query })).body
  })
}

/** Finds a container by its id or its name. Throws `UsageError` with the nearest names. */
export async function findContainer({ client, account }: OpenHub, given: string): Promise<Container> {
  return await findNamed('container', given, async (query) => {
    return (await client.call('containers.list', { params: { account: account.id }, query })).body
  })
}

/** The only container, if there is just one, so that a small installation does not have to name it every time. */
export async function onlyContainer({ client, account }: OpenHub): Promise<Container> {
  const { body } = await client.call('containers.list', { params: { account: account.id }, query: { limit: 50 } })
  const [first, second] = body.items
  if (first && !second) return first
  if (!first) {
    throw new UsageError('The account has no container that could do it.', {
      suggestion:
        'Make an installer token with "coupa-connector hub containers token --kind atom"; it prints the commands for the machine.',
    })
  }
  const names = body.items.map(({ name }) => `"${name}"`).join(', ')
  throw new UsageError('The account has several containers.', { suggestion: `Name one with --container: ${names}.` })
}

/** All items of a list, page after page. */
export async function* listAll<Item>(
  page: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let cursor: string | null | undefined
  do {
    const { items, nextCursor } = await page({ limit: 200, ...(cursor ? { cursor } : {}) })
    yield* items
    cursor = nextCursor
  } while (cursor)
}

async function findNamed<Item extends Named>(
  what: string,
  given: string,
  page: (query: { limit: number; cursor?: string; search?: string }) => Promise<Page<Item>>,
): Promise<Item> {
  const names: string[] = []
  for await (const item of listAll(page)) {
    if (item.id === given || item.name === given) return item
    names.push(item.name)
  }
  throw unknownName(what, given, names)
}

/** What to say of a name that the account does not have: the nearest names, or all, or how there will be some. */
export function unknownName(
  what: string,
  given: string,
  names: readonly string[],
  whenNone = 'There are none yet.',
): UsageError {
  const known = names.length === 0 ? whenNone : `There are: ${names.slice(0, 20).join(', ')}.`
  return new UsageError(`The account has no ${what} "${given}".`, { suggestion: didYouMean(given, names) ?? known })
}

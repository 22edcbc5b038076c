import type { QueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { connectionKeys, connectionQuery, type LoadedConnection, loaded } from './connection-queries.ts'

/** After a change, the loaded connection is replaced at once, and lists and counts are loaded again. */
export async function tellConnectionChanged(
  queryClient: QueryClient,
  account: string,
  changed?: LoadedConnection,
): Promise<void> {
  if (changed) queryClient.setQueryData(connectionQuery(account, changed.connection.id).queryKey, changed)
  await queryClient.invalidateQueries({
    queryKey: connectionKeys.all(account),
    predicate: ({ queryKey }) => queryKey[2] !== 'one',
  })
}

/** What is sent to make or change a connection. */
export interface ConnectionContent {
  name?: string
  description?: string
  folder?: string
  labels?: string[]
  fields?: Record<string, string>
  secrets?: Record<string, string | null>
  /** Of a new one: id of its form, whose tests become its own. */
  draft?: string
}

export async function createConnection(account: string, given: ConnectionContent): Promise<LoadedConnection> {
  const { name = '', fields = {}, secrets = {}, ...rest } = given
  const handles = Object.fromEntries(
    Object.entries(secrets).flatMap(([field, id]) => (id === null ? [] : [[field, id]])),
  )
  const body = { ...rest, name, fields, secrets: handles }
  return loaded(await client.call('connections.create', { params: { account }, body }))
}

/** Creates the connection that the operator offers ready-made. */
export async function createSuggestedConnection(account: string): Promise<LoadedConnection> {
  return loaded(await client.call('connections.createSuggested', { params: { account } }))
}

/**
 * Throws a `ProblemError` with `CHANGED_MEANWHILE` when the connection has moved on from the tag's version. The others do so
 * too.
 */
export async function updateConnection(
  account: string,
  connection: string,
  etag: string,
  body: ConnectionContent,
): Promise<LoadedConnection> {
  return loaded(await client.call('connection.update', { params: { account, connection }, body, ifMatch: etag }))
}

export async function deleteConnection(account: string, connection: string, etag: string): Promise<void> {
  await client.call('connection.delete', { params: { account, connection }, ifMatch: etag })
}

export async function copyConnection(account: string, connection: string, name: string): Promise<LoadedConnection> {
  return loaded(await client.call('connection.copy', { params: { account, connection }, body: { name } }))
}

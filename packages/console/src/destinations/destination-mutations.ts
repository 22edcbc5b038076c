import type { QueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { destinationKeys, destinationQuery, type LoadedDestination, loadedDestination } from './destination-queries.ts'

/** After a change, the loaded destination is replaced at once, and the list is loaded again. */
export async function tellDestinationChanged(
  queryClient: QueryClient,
  account: string,
  changed?: LoadedDestination,
): Promise<void> {
  if (changed) queryClient.setQueryData(destinationQuery(account, changed.destination.id).queryKey, changed)
  await queryClient.invalidateQueries({ queryKey: destinationKeys.list(account) })
}

/** What is sent to create a destination. */
export interface NewDestination {
  readonly name: string
  readonly kind: string
  readonly settings: Readonly<Record<string, string>>
  /** Handles by setting. */
  readonly secrets: Readonly<Record<string, string>>
}

export async function createDestination(account: string, given: NewDestination): Promise<LoadedDestination> {
  const body = { ...given, settings: { ...given.settings }, secrets: { ...given.secrets } }
  return loadedDestination(await client.call('destinations.create', { params: { account }, body }))
}

/** What is sent to change one; a secret that is null is removed. */
export interface DestinationPatch {
  name?: string
  settings?: Record<string, string>
  secrets?: Record<string, string | null>
}

/** Throws a `ProblemError` with `CHANGED_MEANWHILE` when the destination is not at the tag's version any more. */
export async function updateDestination(
  account: string,
  destination: string,
  etag: string,
  body: DestinationPatch,
): Promise<LoadedDestination> {
  return loadedDestination(
    await client.call('destination.update', { params: { account, destination }, body, ifMatch: etag }),
  )
}

export async function deleteDestination(account: string, destination: string): Promise<void> {
  await client.call('destination.delete', { params: { account, destination } })
}

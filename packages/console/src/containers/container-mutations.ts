import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import {
  containerKeys,
  containerQuery,
  type LoadedContainer,
  loadedContainer,
  type NewInstallerToken,
} from './container-queries.ts'

/** After a change, the loaded container is replaced at once, and the rest is loaded again. */
export async function tellContainersChanged(
  queryClient: QueryClient,
  account: string,
  changed?: LoadedContainer,
): Promise<void> {
  if (changed) queryClient.setQueryData(containerQuery(account, changed.container.id).queryKey, changed)
  await queryClient.invalidateQueries({
    queryKey: containerKeys.all(account),
    predicate: ({ queryKey }) => changed === undefined || queryKey[2] !== 'one' || queryKey[3] !== changed.container.id,
  })
}

/** Throws a `ProblemError` with `CHANGED_MEANWHILE` when the container has moved on from the tag's version. */
export async function updateContainer(
  account: string,
  container: string,
  etag: string,
  body: BodyInputOf<Routes['container.update']>,
): Promise<LoadedContainer> {
  return loadedContainer(await client.call('container.update', { params: { account, container }, body, ifMatch: etag }))
}

/** Creates an installer token. The mutation cache drops it once nobody shows it. */
export function useCreateInstallerToken(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyInputOf<Routes['installerTokens.create']>): Promise<NewInstallerToken> =>
      (await client.call('installerTokens.create', { params: { account }, body })).body,
    gcTime: 0,
    onSuccess: async () => await tellContainersChanged(queryClient, account),
  })
}

export function useRevokeInstallerToken(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (installerToken: string) =>
      await client.call('installerTokens.revoke', { params: { account, installerToken } }),
    onSuccess: async () => await tellContainersChanged(queryClient, account),
  })
}

export function useRevokeNode(account: string, container: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (node: string) =>
      await client.call('container.revokeNode', { params: { account, container, node } }),
    onSuccess: async () => await tellContainersChanged(queryClient, account),
  })
}

/**
 * Deletes a container, or detaches it from its cloud. `onRemoved` leaves the screen, which would otherwise ask for what is
 * gone.
 */
export function useRemoveContainer(account: string, container: string, onRemoved: () => Promise<void>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => await client.call('container.delete', { params: { account, container } }),
    onSuccess: async () => {
      await onRemoved()
      queryClient.removeQueries({ queryKey: containerKeys.one(account, container) })
      await tellContainersChanged(queryClient, account)
    },
  })
}

/** Lends a cloud to another account, or changes how much of it. */
export function useSetShare(account: string, container: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({
      tenant,
      quotas,
    }: {
      readonly tenant: string
      readonly quotas: BodyInputOf<Routes['shares.set']>
    }) => await client.call('shares.set', { params: { account, container, tenant }, body: quotas }),
    onSuccess: async () => await tellContainersChanged(queryClient, account),
  })
}

export function useEndShare(account: string, container: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (tenant: string) =>
      await client.call('shares.delete', { params: { account, container, tenant } }),
    onSuccess: async () => await tellContainersChanged(queryClient, account),
  })
}

/** Attaches a cloud that is lent to the account. */
export function useAttachCloud(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyInputOf<Routes['attachments.create']>) =>
      await client.call('attachments.create', { params: { account }, body }),
    onSuccess: async () => await tellContainersChanged(queryClient, account),
  })
}

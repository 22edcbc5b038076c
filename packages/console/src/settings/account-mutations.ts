import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { sessionKeys } from '../session/session-queries.ts'
import { accountQuery, type LoadedAccount, loadedAccount } from './account-queries.ts'

/** Throws a `ProblemError` with `CHANGED_MEANWHILE` when the account has moved on from the tag's version. */
export async function updateAccount(
  account: string,
  etag: string,
  body: BodyInputOf<Routes['account.update']>,
): Promise<LoadedAccount> {
  return loadedAccount(await client.call('account.update', { params: { account }, body, ifMatch: etag }))
}

/** After a change, the loaded account is replaced at once. The session also contains its name. */
export async function tellAccountChanged(queryClient: QueryClient, changed: LoadedAccount): Promise<void> {
  queryClient.setQueryData(accountQuery(changed.account.id).queryKey, changed)
  await queryClient.invalidateQueries({ queryKey: sessionKeys.current })
}

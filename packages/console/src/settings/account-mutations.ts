import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { sessionKeys } from '../session/session-queries.ts'
import { accountQuery, type LoadedAccount, loadedAccount } from './account-queries.ts'

/** Throws `ProblemError` with `CHANGED_MEANWHILE` when the account is not at the version of the tag any more. */
export async function updateAccount(
  account: string,
  etag: string,
  body: BodyInputOf<Routes['account.update']>,
): Promise<LoadedAccount> {
  return loadedAccount(await client.call('account.update', { params: { account }, body, ifMatch: etag }))
}

/** After a change: what was loaded takes its place at once; the name also stands with who is signed in. */
export async function tellAccountChanged(queryClient: QueryClient, changed: LoadedAccount): Promise<void> {
  queryClient.setQueryData(accountQuery(changed.account.id).queryKey, changed)
  await queryClient.invalidateQueries({ queryKey: sessionKeys.current })
}

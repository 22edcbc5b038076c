import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** The account with the tag of its version, to send back with a change. */
export interface LoadedAccount {
  readonly account: ResponseOf<Routes['account.get']>
  readonly etag: string
}

export const accountKeys = {
  one: (account: string) => ['account', account] as const,
}

export function accountQuery(account: string) {
  return queryOptions({
    queryKey: accountKeys.one(account),
    queryFn: async ({ signal }): Promise<LoadedAccount> =>
      loadedAccount(await client.call('account.get', { params: { account }, signal })),
  })
}

/** An answer that holds an account, with its tag. */
export function loadedAccount({
  body,
  etag,
}: {
  readonly body: LoadedAccount['account']
  readonly etag: string | undefined
}): LoadedAccount {
  return { account: body, etag: etag ?? '' }
}

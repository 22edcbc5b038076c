import type { FailureGroup, ProcessFailure } from '@coupa-connector/protocol'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

export type FailureState = ProcessFailure['state']

/** Which failures are grouped; what is left out does not narrow it. */
export interface FailureFilter {
  readonly process?: string | undefined
  readonly deployment?: string | undefined
  readonly state: FailureState
}

export const failureKeys = {
  all: (account: string) => ['failures', account] as const,
  groups: (account: string, filter: FailureFilter) => [...failureKeys.all(account), 'groups', filter] as const,
  records: (account: string, group: GroupName, state: FailureState) =>
    [...failureKeys.all(account), 'records', group, state] as const,
}

/** What names a group: the same sentence in two deployments is two groups. */
export interface GroupName {
  readonly deployment: string
  readonly group: string
}

export function nameOfGroup({ deployment, group }: FailureGroup): GroupName {
  return { deployment: deployment.id, group }
}

/** The state that a word of an address asks for. */
export function failureStateOf(word: string | undefined): FailureState {
  return word === 'fixed' || word === 'dismissed' ? word : 'open'
}

/** Records that were set aside, by class and sentence. */
export function failureGroupsQuery(account: string, filter: FailureFilter) {
  return queryOptions({
    queryKey: failureKeys.groups(account, filter),
    queryFn: async ({ signal }) =>
      (await client.call('failureGroups.list', { params: { account }, query: filter, signal })).body,
    refetchInterval: 30_000,
  })
}

/** The records of a group, page by page. */
export function failuresOfGroupQuery(account: string, name: GroupName, state: FailureState) {
  return infiniteQueryOptions({
    queryKey: failureKeys.records(account, name, state),
    queryFn: async ({ pageParam, signal }) =>
      await readFailures(account, name, state, { limit: 50, cursor: pageParam }, signal),
    ...paging,
  })
}

/** Every record of a group, to keep them as a file. */
export async function readAllFailures(
  account: string,
  name: GroupName,
  state: FailureState,
): Promise<readonly ProcessFailure[]> {
  const found: ProcessFailure[] = []
  let cursor: string | null = null
  do {
    const page: { items: ProcessFailure[]; nextCursor: string | null } = await readFailures(account, name, state, {
      limit: 200,
      cursor,
    })
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}

async function readFailures(
  account: string,
  { deployment, group }: GroupName,
  state: FailureState,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
  signal?: AbortSignal,
) {
  const params = { account, deployment }
  const query = { state, group, ...pageOf(limit, cursor) }
  return (await client.call('failures.list', { params, query, ...(signal && { signal }) })).body
}

import type { Role } from '@coupa-connector/protocol'
import { includesRole } from '@coupa-connector/protocol'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** How many connections there are, by state. */
export function connectionCountsQuery(account: string) {
  return queryOptions({
    queryKey: ['connections', account, 'facets'],
    queryFn: async ({ signal }) => (await client.call('connections.facets', { params: { account }, signal })).body,
  })
}

/** The first connections of the account, or of a state; by name. */
export function connectionsOverviewQuery(account: string, state?: 'failing' | 'never-tested' | 'draft') {
  return queryOptions({
    queryKey: ['connections', account, 'overview', state ?? 'all'],
    queryFn: async ({ signal }) => {
      const query = { limit: state ? 5 : 200, ...(state ? { state } : {}) }
      return (await client.call('connections.list', { params: { account }, query, signal })).body
    },
    refetchInterval: 30_000,
  })
}

/** The containers of the account. */
export function containersOverviewQuery(account: string) {
  return queryOptions({
    queryKey: ['containers', account, 'overview'],
    queryFn: async ({ signal }) =>
      (await client.call('containers.list', { params: { account }, query: { limit: 200 }, signal })).body.items,
    refetchInterval: 15_000,
  })
}

/** The last tests. */
export function recentTestsQuery(account: string) {
  return queryOptions({
    queryKey: ['tests', account, 'recent'],
    queryFn: async ({ signal }) =>
      (await client.call('tests.list', { params: { account }, query: { limit: 6 }, signal })).body.items,
    refetchInterval: 15_000,
  })
}

/** The API keys of the account; nobody but administrators may see them. */
export function keysOverviewQuery(account: string, role: Role) {
  return queryOptions({
    queryKey: ['keys', account, 'overview'],
    queryFn: async ({ signal }) =>
      (await client.call('keys.list', { params: { account }, query: { limit: 200 }, signal })).body.items,
    enabled: includesRole(role, 'administrator'),
  })
}

/** Which of the later first steps are done: data looked at, people invited. */
export function firstStepsQuery(account: string) {
  return queryOptions({
    queryKey: ['jobs', account, 'first-steps'],
    queryFn: async ({ signal }) => {
      const params = { account }
      const [operations, members] = await Promise.all([
        client.call('jobs.list', { params, query: { kind: 'operation', limit: 1 }, signal }),
        client.call('members.list', { params, query: { limit: 2 }, signal }),
      ])
      return { hasLooked: operations.body.items.length > 0, isAlone: members.body.items.length < 2 }
    },
  })
}

/** The account with its policy. */
export function accountPolicyQuery(account: string) {
  return queryOptions({
    queryKey: ['account', account, 'policy'],
    queryFn: async ({ signal }) => (await client.call('account.get', { params: { account }, signal })).body.policy,
  })
}

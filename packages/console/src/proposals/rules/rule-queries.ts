import type { ApprovalRuleContent } from '@coupa-connector/protocol'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { randomId } from '../../api/random-id.ts'

const keyOf = (account: string) => ['approval-rules', account] as const

/** Rules by which proposed changes need no person. */
export function rulesQuery(account: string) {
  return queryOptions({
    queryKey: keyOf(account),
    queryFn: async ({ signal }) =>
      (await client.call('approvalRules.list', { params: { account }, signal })).body.items,
  })
}

export function useCreateRule(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: ApprovalRuleContent) =>
      (await client.call('approvalRules.create', { params: { account }, body, idempotencyKey: randomId() })).body,
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: keyOf(account) }),
  })
}

export function useDeleteRule(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (approvalRule: string) =>
      await client.call('approvalRule.delete', { params: { account, approvalRule } }),
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: keyOf(account) }),
  })
}

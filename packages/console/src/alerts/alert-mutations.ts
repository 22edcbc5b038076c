import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { setSecret } from '../secrets/set-secret.ts'
import { type AlertChannel, type AlertRule, alertKeys, alertRulesQuery, type ChannelKind } from './alert-queries.ts'

/** What a person enters for a channel. A secret that is empty stays as it is. */
export interface ChannelInput {
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  readonly quietHours: AlertChannel['quietHours']
  readonly digest: AlertChannel['digest']
}

/** Creates a channel, or changes the one that is given. Secrets are sealed first, and never kept by the page. */
export function useSaveChannel(account: string, kind: ChannelKind['kind'], channel: AlertChannel | undefined) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ secrets, ...given }: ChannelInput) => {
      const handles = await sealed(account, kind, secrets)
      const body = { ...given, settings: { ...given.settings }, secrets: handles }
      if (channel === undefined) {
        await client.call('alertChannels.create', { params: { account }, body: { ...body, kind } })
        return
      }
      const params = { account, channel: channel.id }
      await client.call('alertChannel.update', { params, body, ifMatch: `"${channel.revision}"` })
    },
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: alertKeys.channels(account) }),
    // What was typed is no longer needed, and a secret may be among it.
    gcTime: 0,
  })
}

async function sealed(
  account: string,
  channelKind: ChannelKind['kind'],
  secrets: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const handles: Record<string, string> = {}
  for (const [field, value] of Object.entries(secrets)) {
    if (value !== '') handles[field] = (await setSecret(account, { field, value, channelKind })).handle
  }
  return handles
}

/** Turns a channel on or off. */
export function useEnableChannel(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ channel, isEnabled }: { readonly channel: AlertChannel; readonly isEnabled: boolean }) => {
      const params = { account, channel: channel.id }
      await client.call('alertChannel.update', { params, body: { isEnabled }, ifMatch: `"${channel.revision}"` })
    },
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: alertKeys.channels(account) }),
  })
}

export function useDeleteChannel(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (channel: string) => {
      await client.call('alertChannel.delete', { params: { account, channel } })
    },
    onSuccess: async () => await queryClient.invalidateQueries({ queryKey: alertKeys.all(account) }),
  })
}

/** Sends a test message through a channel; answers with what came of it. */
export function useTestChannel(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (channel: string) =>
      (await client.call('alertChannel.test', { params: { account, channel } })).body,
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: alertKeys.channels(account) }),
  })
}

/** Has messages that were given up sent once more: one of them, or all. Answers with how many. */
export function useResendMessages(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyInputOf<Routes['alertMessages.resend']>) =>
      (await client.call('alertMessages.resend', { params: { account }, body })).body.resent,
    onSettled: async () => await queryClient.invalidateQueries({ queryKey: alertKeys.all(account) }),
  })
}

export type RuleSetting = BodyInputOf<Routes['alertRule.set']>

/** Sets a rule for the account. The list shows the answer at once. */
export function useSetRule(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ rule, ...body }: RuleSetting & { readonly rule: AlertRule['rule'] }) =>
      (await client.call('alertRule.set', { params: { account, rule }, body })).body,
    onSuccess: (changed) =>
      queryClient.setQueryData(alertRulesQuery(account).queryKey, (rules) =>
        rules?.map((rule) => (rule.rule === changed.rule ? changed : rule)),
      ),
  })
}

import { z } from 'zod'
import {
  alert,
  alertChannel,
  alertChannelContent,
  alertChannelKindView,
  alertChannelTest,
  alertMessage,
  alertRule,
  alertRuleContent,
  alertRuleName,
  digest,
  quietHours,
} from '../schemas/alerts/alerts.ts'
import { accountParams, id, pageOf, pageQuery, storableText } from '../schemas/common.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const operator = { kind: 'account', role: 'operator' } as const
const administrator = { kind: 'account', role: 'administrator' } as const
const channelParams = accountParams.extend({ channel: id })
const tag = 'Alerts'

/** Alerts: what people are told of, by which rules, and where it goes. */
export const alertRoutes = defineRoutes({
  'alerts.list': {
    method: 'GET',
    path: '/accounts/:account/alerts',
    access: viewer,
    tag,
    summary: 'What people were told of, the newest first',
    params: accountParams,
    query: pageQuery.extend({ rule: alertRuleName.optional(), subject: id.optional() }),
    response: pageOf(alert),
    problems: ['CURSOR_INVALID'],
  },
  'alertMessages.list': {
    method: 'GET',
    path: '/accounts/:account/alert-messages',
    access: viewer,
    tag,
    summary: 'Messages to channels and what became of them, the newest first',
    params: accountParams,
    query: pageQuery.extend({ channel: id.optional(), state: alertMessage.shape.state.optional() }),
    response: pageOf(alertMessage),
    problems: ['CURSOR_INVALID'],
  },
  'alertMessages.resend': {
    method: 'POST',
    path: '/accounts/:account/alert-messages/resend',
    access: operator,
    tag,
    summary: 'Send messages that were given up once more: these, those of a channel, or all',
    description:
      'They get all of their tries again, and keep their ids, so that a receiver that did take one knows it. Answers with how many there are; a message that is not given up is none of them.',
    params: accountParams,
    body: z.object({ ids: z.array(id).min(1).max(200).optional(), channel: id.optional() }),
    response: z.object({ resent: z.number().int() }),
  },
  'alertChannels.list': {
    method: 'GET',
    path: '/accounts/:account/alert-channels',
    access: viewer,
    tag,
    summary: 'The channels that alerts go to, by name, and the kinds that there are',
    params: accountParams,
    response: z.object({ items: z.array(alertChannel), kinds: z.array(alertChannelKindView) }),
  },
  'alertChannels.create': {
    method: 'POST',
    path: '/accounts/:account/alert-channels',
    access: administrator,
    tag,
    summary: 'Create a channel: email, webhook, Slack-compatible, Microsoft Teams, PagerDuty-compatible',
    description: 'Secrets are handles of `secrets.create` with `channelKind`, and are never shown again.',
    params: accountParams,
    body: alertChannelContent,
    response: alertChannel,
    status: 201,
    etag: 'given',
    problems: ['SETTINGS_INVALID', 'SECRET_NOT_USABLE', 'NAME_TAKEN', 'QUOTA_REACHED'],
  },
  'alertChannel.get': {
    method: 'GET',
    path: '/accounts/:account/alert-channels/:channel',
    access: viewer,
    tag,
    summary: 'One channel, without its secrets',
    params: channelParams,
    response: alertChannel,
    etag: 'given',
  },
  'alertChannel.update': {
    method: 'PATCH',
    path: '/accounts/:account/alert-channels/:channel',
    access: administrator,
    tag,
    summary: 'Change a channel; what is left out stays, and a secret that is null is removed',
    params: channelParams,
    body: z
      .object({
        name: alertChannelContent.shape.name,
        settings: z.record(storableText(60).min(1), storableText(4000)),
        secrets: z.record(storableText(60).min(1), id.nullable()),
        isEnabled: z.boolean(),
        quietHours: quietHours.nullable(),
        digest: digest.nullable(),
      })
      .partial(),
    response: alertChannel,
    etag: 'required',
    problems: ['CHANGED_MEANWHILE', 'VERSION_REQUIRED', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE', 'NAME_TAKEN'],
  },
  'alertChannel.delete': {
    method: 'DELETE',
    path: '/accounts/:account/alert-channels/:channel',
    access: administrator,
    tag,
    summary: 'Delete a channel with its secrets and the messages that wait for it',
    params: channelParams,
  },
  'alertChannel.test': {
    method: 'POST',
    path: '/accounts/:account/alert-channels/:channel/test',
    access: administrator,
    tag,
    summary: 'Send a test message now, and say what came of it',
    params: channelParams,
    response: alertChannelTest,
    problems: ['TOO_MANY_REQUESTS'],
  },
  'alertRules.list': {
    method: 'GET',
    path: '/accounts/:account/alert-rules',
    access: viewer,
    tag,
    summary: 'The rules: defaults, what is set, and what applies',
    params: accountParams,
    query: z.object({
      /** As they apply to this deployment. */
      deployment: id.optional(),
    }),
    response: z.object({ items: z.array(alertRule) }),
  },
  'alertRule.set': {
    method: 'PUT',
    path: '/accounts/:account/alert-rules/:rule',
    access: administrator,
    tag,
    summary: 'Set a rule for the account, or for one deployment',
    params: accountParams.extend({ rule: alertRuleName }),
    body: alertRuleContent,
    response: alertRule,
    problems: ['SETTINGS_INVALID'],
  },
})

import {
  type AlertChannel,
  type AlertChannelKindDescription,
  alertChannelKindNames,
  alertChannelKinds,
  includesRole,
  type Role,
} from '@coupa-connector/protocol'
import type { HubContext } from '../context/hub-context.ts'
import { createRateLimiter, type RateLimit } from '../server/pipeline/rate-limiter.ts'
import { type Handlers, versionTag } from '../server/routes/handler.ts'
import { readChannel, readChannels } from './channels/channel-view.ts'
import { unavailableReason } from './channels/check-channel.ts'
import { createChannel, deleteChannel, updateChannel } from './channels/save-channel.ts'
import { testChannel } from './channels/test-channel.ts'
import { listAlerts, listMessages } from './list-alerts.ts'
import { resendMessages } from './outbox/resend-messages.ts'
import { readRuleViews } from './rules/rule-views.ts'
import { setRule } from './rules/save-rule.ts'

/** Each test goes to whomever the channel names, at once. */
const testsOfAccount: RateLimit = { perSecond: 1 / 10, burst: 20 }

type AlertRouteId = Extract<keyof Handlers, `alert${string}.${string}`>

/** Alerts: what people were told of, the channels, the rules. */
export function createAlertHandlers(context: HubContext): Pick<Handlers, AlertRouteId> {
  const { db, messaging, clock } = context
  const tests = createRateLimiter({ ...testsOfAccount, monotonicMs: () => clock.monotonicMs() })
  return {
    'alerts.list': async ({ account, query }) => ({ body: await listAlerts(context, account.id, query) }),
    'alertMessages.list': async ({ account, query }) => ({ body: await listMessages(db, account.id, query) }),
    'alertMessages.resend': async (request) => ({
      body: { resent: await resendMessages(context, request, request.body) },
    }),
    'alertChannels.list': async ({ account }) => {
      const kinds = alertChannelKindNames.map((kind) => {
        const { title, settings, secrets }: AlertChannelKindDescription = alertChannelKinds[kind]
        const reason = unavailableReason(messaging, kind) ?? null
        return { kind, title, settings: [...settings], secrets: [...secrets], isAvailable: reason === null, reason }
      })
      const items = await readChannels(db, account.id)
      return { body: { items: items.map((channel) => shownTo(account.role, channel)), kinds } }
    },
    'alertChannels.create': async (request) => {
      const body = await createChannel(context, request, request.body)
      return { body, etag: versionTag(body.revision) }
    },
    'alertChannel.get': async ({ account, params }) => {
      const body = shownTo(account.role, await readChannel(db, account.id, params.channel))
      return { body, etag: versionTag(body.revision) }
    },
    'alertChannel.update': async (request) => {
      const body = await updateChannel(context, request, request.params.channel, request.body)
      return { body, etag: versionTag(body.revision) }
    },
    'alertChannel.delete': async (request) => {
      await deleteChannel(context, request, request.params.channel)
      return { body: undefined }
    },
    'alertChannel.test': async (request) => {
      tests.take(request.account.id)
      return { body: await testChannel(context, request, request.params.channel) }
    },
    'alertRules.list': async ({ account, query }) => ({
      body: { items: await readRuleViews(db, account.id, { deployment: query.deployment }) },
    }),
    'alertRule.set': async (request) => ({
      body: await setRule(context, request, request.params.rule, request.body),
    }),
  }
}

/** Receivers that know no signatures put a key into the query of the URL: whoever may not change the channel does not see it. */
function shownTo(role: Role, channel: AlertChannel): AlertChannel {
  const { url } = channel.settings
  if (url === undefined || includesRole(role, 'administrator')) return channel
  return { ...channel, settings: { ...channel.settings, url: url.replace(/[?#].*$/s, '?…') } }
}

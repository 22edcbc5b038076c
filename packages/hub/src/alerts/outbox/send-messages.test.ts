import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { type AlertWorld, startAlertWorld } from '../../testing/alert-world.ts'
import { readDatabaseTime } from '../../testing/database/test-database.ts'
import {
  startHttpReceiver,
  startMailServer,
  type TestHttpReceiver,
  type TestMailServer,
} from '../../testing/test-receivers.ts'
import { teamsBody } from '../send/teams-card.ts'
import { claimMessages, noteFailed, noteSent } from './claim-messages.ts'
import { sendMessages } from './send-messages.ts'

const signingSecret = `whsec_${Buffer.from('a key of thirty-two bytes, always').toString('base64')}`
const minute = 60_000

let mail: TestMailServer
let world: AlertWorld
let receiver: TestHttpReceiver
let status = 200
const headers: Record<string, string> = {}

beforeAll(async () => {
  mail = await startMailServer()
  receiver = await startHttpReceiver((response) => {
    response.writeHead(status, headers).end('what a receiver says')
  })
  const url = `smtp://127.0.0.1:${mail.port}`
  world = await startAlertWorld({ messaging: { mail: { url, from: 'Coupa <coupa@hub.example>' } } })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
  await mail[Symbol.asyncDispose]()
})
afterEach(async () => {
  status = 200
  for (const name of Object.keys(headers)) delete headers[name]
  receiver.requests.length = 0
  mail.mails.length = 0
  await sql`truncate alert, alert_message, alert_channel, alert_incident, alert_rule`.execute(world.context.db)
})

const send = (context: HubContext = world.context) => sendMessages(context)
const moveOn = (durationMs: number) => world.moveOn(durationMs)
const addWebhook = () =>
  world.createChannel({ kind: 'webhook', settings: { url: `${receiver.url}/hook` }, secrets: { signingSecret } })
const bodies = () => receiver.requests.map(({ body }) => JSON.parse(body))
const ids = () => receiver.requests.map((request) => request.headers['webhook-id'])
async function listed() {
  const params = { account: world.account }
  const { items } = (await world.owner.client.call('alertMessages.list', { params, query: {} })).body
  return items
}
async function channels() {
  return (await world.owner.client.call('alertChannels.list', { params: { account: world.account } })).body.items
}

describe('a webhook', () => {
  it('gets an alert that Standard Webhooks verifies, with counts, names and a link', async () => {
    await addWebhook()
    await world.raise()
    await send()
    const [request] = receiver.requests
    expect(request?.path).toBe('/hook')
    const verified = new Webhook(signingSecret).verify(request?.body ?? '', request?.headers as Record<string, string>)
    expect(verified).toMatchObject({
      type: 'alert.raised',
      data: {
        account: { id: world.account },
        count: 1,
        alerts: [
          {
            rule: 'run-failed',
            severity: 'error',
            title: 'invoices in test failed',
            url: `https://hub.test/a/${world.owner.account.slug}/runs/1`,
          },
        ],
      },
    })
    const [channel] = await channels()
    expect(channel).toMatchObject({ lastError: null, waiting: 0 })
    expect(channel?.lastSentAt).not.toBeNull()
    expect(await listed()).toMatchObject([{ state: 'sent', tries: 1, alerts: 1, title: 'invoices in test failed' }])
  })

  it('that answers an error is tried again later with the same id and the same content', async () => {
    await addWebhook()
    await world.raise()
    status = 503
    await send()
    await send()
    expect(receiver.requests).toHaveLength(1)
    expect(await listed()).toMatchObject([{ state: 'sending', lastError: '127.0.0.1 answered 503.' }])
    expect(await channels()).toMatchObject([{ lastError: { message: '127.0.0.1 answered 503.' }, waiting: 1 }])
    status = 200
    await moveOn(11_000)
    await send()
    expect(new Set(ids()).size).toBe(1)
    expect(bodies()[1]).toEqual(bodies()[0])
    expect(await listed()).toMatchObject([{ state: 'sent', tries: 2 }])
    expect(await channels()).toMatchObject([{ lastError: null }])
  })

  it('that never takes it is given up visibly after eight tries, with a row in the audit log', async () => {
    await addWebhook()
    await world.raise()
    status = 500
    for (let tries = 0; tries < 9; tries++) {
      await send()
      await moveOn(6 * 3_600_000)
    }
    expect(receiver.requests).toHaveLength(8)
    expect(await listed()).toMatchObject([{ state: 'given-up', tries: 8 }])
    const params = { account: world.account }
    const query = { action: 'alertMessage.givenUp' }
    const { items } = (await world.owner.client.call('audit.list', { params, query })).body
    expect(items).toMatchObject([
      { actor: { kind: 'system' }, detail: { tries: 8, reason: '127.0.0.1 answered 500.' } },
    ])
  })

  it('that wants a pause gets it', async () => {
    await addWebhook()
    await world.raise()
    status = 429
    headers['retry-after'] = '600'
    await send()
    await moveOn(9 * minute)
    await send()
    expect(receiver.requests).toHaveLength(1)
    await moveOn(2 * minute)
    await send()
    expect(receiver.requests).toHaveLength(2)
  })

  it('that redirects is not followed', async () => {
    await using other = await startHttpReceiver()
    await addWebhook()
    await world.raise()
    status = 302
    headers.location = other.url
    await send()
    expect(other.requests).toEqual([])
    expect((await listed())[0]?.lastError).toContain('redirects (302), which is not followed')
  })

  it('at an address that the hub must not reach is not called, and is given up at once', async () => {
    await addWebhook()
    await world.raise()
    const messaging = { ...world.context.messaging, isAddressAllowed: () => false }
    await send({ ...world.context, messaging })
    expect(receiver.requests).toEqual([])
    expect((await listed())[0]).toMatchObject({ state: 'given-up', tries: 1 })
    expect((await listed())[0]?.lastError).toContain('127.0.0.1 is at an address that this hub must not reach')
  })

  it('at a name whose addresses the hub must not reach is not called', async () => {
    const url = receiver.url.replace('127.0.0.1', 'localhost')
    await world.createChannel({ kind: 'webhook', settings: { url } })
    await world.raise()
    const messaging = { ...world.context.messaging, isAddressAllowed: (address: string) => address === '203.0.113.7' }
    await send({ ...world.context, messaging })
    expect(receiver.requests).toEqual([])
    expect((await listed())[0]?.lastError).toContain('localhost is at an address')
  })
})

describe('kills and several hubs', () => {
  it('a hub killed after it sent and before it noted it: another sends the same message with the same id', async () => {
    await addWebhook()
    await world.raise()
    // The connection to the database breaks at the moment at which the receiver has answered.
    const db = world.context.db.withPlugin({
      transformQuery: ({ node }) => {
        if (receiver.requests.length > 0) throw new Error('killed')
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await expect(send({ ...world.context, db })).rejects.toThrow('killed')
    await send()
    expect(receiver.requests).toHaveLength(1)
    await moveOn(minute + 1000)
    await send()
    expect(receiver.requests).toHaveLength(2)
    expect(new Set(ids()).size).toBe(1)
    expect(bodies()[1]).toEqual(bodies()[0])
    expect(await listed()).toMatchObject([{ state: 'sent', tries: 2 }])
  })

  it('a hub that comes back after its lease changes nothing', async () => {
    await addWebhook()
    await world.raise()
    const [stale] = await claimMessages(world.context.db, createId(), 10)
    if (!stale) throw new Error('nothing was claimed')
    await moveOn(minute + 1000)
    const [current] = await claimMessages(world.context.db, createId(), 10)
    if (!current) throw new Error('nothing was claimed')
    await noteFailed(world.context.db, stale, { message: 'late', isFinal: true })
    expect(await listed()).toMatchObject([{ state: 'sending', lastError: null }])
    await noteSent(world.context.db, current)
    await noteFailed(world.context.db, stale, { message: 'late', isFinal: true })
    expect(await listed()).toMatchObject([{ state: 'sent', lastError: null }])
  })

  it('two hubs that send at once send each message once', async () => {
    for (let channel = 0; channel < 3; channel++) await addWebhook()
    for (let alert = 0; alert < 4; alert++) await world.raise()
    await Promise.all([send(), send(), send()])
    await send()
    expect(receiver.requests).toHaveLength(12)
    expect(new Set(ids()).size).toBe(12)
    expect((await listed()).every(({ state, tries }) => state === 'sent' && tries === 1)).toBe(true)
  })
})

describe('grouping', () => {
  it('sends one message for a rule and a deployment in 15 minutes, with the number of alerts', async () => {
    await addWebhook()
    const subject = { kind: 'deployment', id: createId(), name: 'orders in test' } as const
    await world.raise({ subject })
    await send()
    for (let alert = 0; alert < 25; alert++) await world.raise({ subject, title: `failed ${alert}` })
    await world.raise({ rule: 'run-partial', incident: 'run-partial', subject })
    await world.raise()
    await send()
    expect(bodies().map(({ data }) => data.count)).toEqual([1, 1, 1])
    await moveOn(15 * minute)
    await send()
    const [last] = bodies().slice(3)
    expect(last.data).toMatchObject({ count: 25, title: 'failed 0 (and 24 more)' })
    expect(last.data.alerts).toHaveLength(20)
    expect(receiver.requests).toHaveLength(4)
  })

  it('holds messages back in the quiet hours of the channel, and sends them together at their end', async () => {
    const now = Date.parse(await readDatabaseTime(world.test.database))
    const wall = (ms: number) => new Date(ms).toISOString().slice(11, 16)
    const quietHours = { from: wall(now - 5 * minute), until: wall(now + 30 * minute), zone: 'UTC' }
    await world.createChannel({ kind: 'webhook', settings: { url: receiver.url }, quietHours })
    const subject = { kind: 'deployment', id: createId(), name: 'orders in test' } as const
    await world.raise({ subject })
    await moveOn(16 * minute)
    await world.raise({ subject })
    await send()
    expect(receiver.requests).toEqual([])
    await moveOn(15 * minute)
    await send()
    expect(bodies().map(({ data }) => data.count)).toEqual([2])
  })

  it('sends a digest once a day instead, and none when nothing happened', async () => {
    const now = Date.parse(await readDatabaseTime(world.test.database))
    const at = new Date(now + 60 * minute).toISOString().slice(11, 16)
    await world.createChannel({ kind: 'webhook', settings: { url: receiver.url }, digest: { at, zone: 'UTC' } })
    await world.raise()
    await world.raise({ title: 'another failed' })
    await send()
    expect(receiver.requests).toEqual([])
    await moveOn(61 * minute)
    await Promise.all([send(), send()])
    await send()
    expect(bodies()).toMatchObject([
      { type: 'alert.digest', data: { count: 2, title: '2 alerts since the last summary' } },
    ])
    await moveOn(24 * 60 * minute)
    await send()
    expect(receiver.requests).toHaveLength(1)
  })

  it('sends nothing to a channel that is switched off, and nothing of a rule that is off', async () => {
    await world.createChannel({ kind: 'webhook', settings: { url: receiver.url }, isEnabled: false })
    await world.raise()
    expect(await world.raise({ rule: 'nothing-delivered' })).toBe(false)
    await send()
    expect(receiver.requests).toEqual([])
    expect(await listed()).toEqual([])
  })
})

describe('a message that was given up', () => {
  const resend = async (body: object = {}, client = world.owner.client) =>
    (await client.call('alertMessages.resend', { params: { account: world.account }, body })).body.resent

  it('is sent once more when an operator asks for it, under the same id, and once it was taken it is not', async () => {
    const { id: channel } = await addWebhook()
    await world.raise()
    const messaging = { ...world.context.messaging, isAddressAllowed: () => false }
    await send({ ...world.context, messaging })
    const [before] = await listed()
    expect(before).toMatchObject({ state: 'given-up', tries: 1 })
    const operator = await world.addMember({ role: 'operator' })

    expect(await resend({ ids: [before?.id], channel }, operator.client)).toBe(1)
    await send()
    expect(await listed()).toMatchObject([{ id: before?.id, state: 'sent', tries: 1, lastError: null }])
    expect(ids()).toEqual([before?.id])
    expect(await resend()).toBe(0)
  })

  it('of another channel, or of another account, is not touched', async () => {
    await addWebhook()
    const other = await world.createChannel({ kind: 'webhook', settings: { url: `${receiver.url}/other` } })
    await world.raise()
    const messaging = { ...world.context.messaging, isAddressAllowed: () => false }
    await send({ ...world.context, messaging })

    expect(await resend({ channel: other.id })).toBe(1)
    expect((await listed()).map(({ state }) => state).sort()).toEqual(['given-up', 'waiting'])
    await expect(resend({ channel: createId() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('other kinds of channels', () => {
  it('Slack gets text and blocks in which names of people mean nothing', async () => {
    await world.createChannel({ kind: 'slack', secrets: { url: `${receiver.url}/services/T0/B0/secret` } })
    await world.raise({ title: '<!channel> & more failed' })
    await send()
    expect(receiver.requests[0]?.path).toBe('/services/T0/B0/secret')
    const [body] = bodies()
    expect(body.text).toBe('&lt;!channel&gt; &amp; more failed')
    expect(body.blocks[0].text).toMatchObject({ type: 'mrkdwn' })
    expect(body.blocks[0].text.text).not.toContain('<!channel>')
  })

  it('Teams gets a message with a card in which names of people mean nothing', async () => {
    await world.createChannel({ kind: 'teams', secrets: { url: `${receiver.url}/workflows/1?sig=secret` } })
    await world.raise({ title: '**[failed](https://elsewhere.example)**' })
    await send()
    expect(receiver.requests[0]?.path).toBe('/workflows/1?sig=secret')
    const [{ type, attachments }] = bodies()
    expect({ type, kind: attachments[0].contentType }).toEqual({
      type: 'message',
      kind: 'application/vnd.microsoft.card.adaptive',
    })
    const [block] = attachments[0].content.body
    expect(block.items[0]).toMatchObject({
      type: 'RichTextBlock',
      inlines: [
        {
          type: 'TextRun',
          text: '**[failed](https://elsewhere.example)**',
          selectAction: { type: 'Action.OpenUrl', url: expect.stringContaining('https://hub.test/a/') },
        },
      ],
    })
  })

  it.each(['slack', 'teams'] as const)(
    '%s whose message fails shows its address nowhere, for it is a secret',
    async (kind) => {
      status = 500
      for (const address of [receiver.url, 'http://127.0.0.1:1']) {
        await world.createChannel({ kind, secrets: { url: `${address}/workflows/1?sig=canary` } })
      }
      await world.raise()
      await send()

      const messages = await listed()
      const { rows } = await sql`select to_jsonb(alert_message) as row from alert_message
      union all select to_jsonb(alert_channel) from alert_channel
      union all select to_jsonb(audit) from audit`.execute(world.context.db)

      expect(messages.map(({ lastError }) => lastError)).toEqual(Array(2).fill(expect.stringContaining('127.0.0.1')))
      expect(JSON.stringify([messages, await channels(), rows])).not.toContain('canary')
    },
  )

  it('Teams gets no more than it takes, and is told how many more there are', () => {
    const line = { severity: 'error', title: 'é'.repeat(200), text: 'é'.repeat(2000), path: '/a' }
    const lines = Array.from({ length: 20 }, () => line) as never
    const card = JSON.stringify(
      teamsBody({
        id: '1',
        kind: 'digest',
        account: { id: '1', name: '' },
        lines,
        count: 31,
        origin: '',
        createdAt: new Date(),
      }),
    )
    expect(Buffer.byteLength(card)).toBeLessThan(28_000)
    expect(card).toContain('26 more are listed in the console.')
  })

  it('PagerDuty gets an incident that the recovery resolves', async () => {
    await world.createChannel({ kind: 'pagerduty', settings: { url: receiver.url }, secrets: { routingKey: 'R0' } })
    const subject = { kind: 'deployment', id: createId(), name: 'orders in test' } as const
    await world.raise({ subject })
    await world.raise({ subject, rule: 'failures-in-a-row' })
    await world.raise({ subject, rule: 'run-recovered', isResolved: true })
    await send()
    const events = bodies()
    expect(events.map(({ event_action }) => event_action).sort()).toEqual(['resolve', 'trigger', 'trigger'])
    expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(1)
    expect(events[0]).toMatchObject({ routing_key: 'R0', payload: { severity: 'error', component: 'orders in test' } })
  })

  it('email goes to all recipients over the server of the installation', async () => {
    const settings = { recipients: 'ops@example.com, on-call@example.com' }
    await world.createChannel({ kind: 'email', settings })
    await world.raise({ title: 'naïve\r\nBcc: everybody@example.com' })
    await send()
    const [first] = mail.mails
    expect(first).toMatchObject({ from: 'coupa@hub.example', to: ['ops@example.com', 'on-call@example.com'] })
    expect(first?.text).toContain('10 records read, 8 delivered, 2 set aside.')
    expect(first?.text).toContain('Auto-Submitted: auto-generated')
    expect(first?.text.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im)
    const [message] = await listed()
    expect(first?.text).toContain(`Message-ID: <${message?.id}@hub.example>`)
  })

  it('email that the server refuses says why', async () => {
    await world.createChannel({ kind: 'email', settings: { recipients: 'ops@refused.example' } })
    await world.raise()
    await send()
    expect((await listed())[0]?.lastError).toContain('refuses the sender or all recipients')
  })
})

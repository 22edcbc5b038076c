import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlertWorld, startAlertWorld } from '../testing/alert-world.ts'
import { startHttpReceiver, startMailServer, type TestMailServer } from '../testing/test-receivers.ts'

let mail: TestMailServer
let world: AlertWorld
let withoutMail: AlertWorld
beforeAll(async () => {
  mail = await startMailServer('a-mail-password')
  const url = `smtp://hub:a-mail-password@127.0.0.1:${mail.port}`
  world = await startAlertWorld({ messaging: { mail: { url, from: 'coupa@hub.example' } } })
  withoutMail = await startAlertWorld({ messaging: { allowPlainHttp: false } })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await withoutMail[Symbol.asyncDispose]()
  await mail[Symbol.asyncDispose]()
})

const params = (of = world) => ({ account: of.account })

describe('a channel', () => {
  it('is created, read, changed and deleted; its secrets are never shown and go with it', async () => {
    const created = await world.createChannel({
      kind: 'webhook',
      settings: { url: 'https://hooks.example.com/a' },
      secrets: { bearerToken: 'bearer-canary' },
    })
    expect(Object.keys(created.secrets)).toEqual(['bearerToken'])
    expect(JSON.stringify(created)).not.toContain('bearer-canary')
    const at = { params: { ...params(), channel: created.id } }
    const { body, etag } = await world.owner.client.call('alertChannel.get', at)
    expect(body).toEqual(created)
    const change = { isEnabled: false, quietHours: { from: '22:00', until: '06:00', zone: 'Europe/Berlin' } }
    const changed = await world.owner.client.call('alertChannel.update', { ...at, body: change, ifMatch: etag })
    expect(changed.body).toMatchObject({ isEnabled: false, revision: 2, quietHours: { days: expect.any(Array) } })
    const again = world.owner.client.call('alertChannel.update', { ...at, body: change, ifMatch: etag })
    await expect(again).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
    await world.owner.client.call('alertChannel.delete', at)
    await expect(world.owner.client.call('alertChannel.get', at)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const secrets = await world.context.db.selectFrom('secret').select('id').execute()
    expect(secrets).toEqual([])
  })

  it('whose URL leads elsewhere than its secret was set for is refused', async () => {
    const { id } = await world.createChannel({
      kind: 'webhook',
      settings: { url: 'https://hooks.example.com/a' },
      secrets: { bearerToken: 'bearer-canary' },
    })
    const at = { params: { ...params(), channel: id }, ifMatch: '*' }
    const body = { settings: { url: 'https://elsewhere.example.com/a' } }
    await expect(world.owner.client.call('alertChannel.update', { ...at, body })).rejects.toMatchObject({
      code: 'SECRET_NOT_USABLE',
    })
  })

  it('shows the query of its URL, which may hold a key, only to who may change it', async () => {
    const url = 'https://hooks.example.com/a?sig=canary'
    const { id, settings } = await world.createChannel({ kind: 'webhook', settings: { url } })
    expect(settings.url).toBe(url)
    const viewer = await world.addMember({ role: 'viewer' })
    const one = await viewer.client.call('alertChannel.get', { params: { ...params(), channel: id } })
    const list = await viewer.client.call('alertChannels.list', { params: params() })
    expect(one.body.settings.url).toBe('https://hooks.example.com/a?…')
    expect(JSON.stringify(list.body)).not.toContain('canary')
  })

  it.each([
    [{ kind: 'webhook' }, 'body.settings.url', 'URL is missing.'],
    [{ kind: 'webhook', settings: { url: 'hooks' } }, 'body.settings.url', 'The URL is not an address.'],
    [{ kind: 'webhook', settings: { url: 'https://a:b@x.example' } }, 'body.settings.url', 'a user name or a password'],
    [{ kind: 'webhook', settings: { url: 'https://x.example', to: 'y' } }, 'body.settings.to', 'no setting named to'],
    [{ kind: 'slack' }, 'body.secrets.url', 'Incoming webhook URL is missing.'],
    [
      { kind: 'email', settings: { recipients: 'ops@example.com, nobody' } },
      'body.settings.recipients',
      '"nobody" is not',
    ],
    [
      { kind: 'email', settings: { recipients: 'Ops <ops@example.com>' } },
      'body.settings.recipients',
      'is not an email',
    ],
    [
      {
        kind: 'webhook',
        settings: { url: 'https://x.example' },
        quietHours: { from: '22:00', until: '06:00', zone: 'Mars' },
      },
      'body.quietHours',
      'is not a time zone',
    ],
    [
      { kind: 'webhook', settings: { url: 'https://x.example' }, digest: { at: '08:00', zone: 'Mars' } },
      'body.digest.zone',
      'is not a time zone',
    ],
  ] as const)('%j is refused at its field', async (content, field, words) => {
    const creating = world.createChannel(content as never)
    await expect(creating).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      problem: { fields: expect.arrayContaining([expect.objectContaining({ field })]) },
    })
    await expect(creating).rejects.toThrow(words)
  })

  it('by plain http, or by email without a mail server, is refused where the installation does not have it', async () => {
    const plain = withoutMail.createChannel({ kind: 'webhook', settings: { url: 'http://hooks.example.com' } })
    await expect(plain).rejects.toThrow('The URL is plain http')
    const byMail = withoutMail.createChannel({ kind: 'email', settings: { recipients: 'ops@example.com' } })
    await expect(byMail).rejects.toThrow('This installation has no mail server')
    const { kinds } = (await withoutMail.owner.client.call('alertChannels.list', { params: params(withoutMail) })).body
    expect(kinds.filter(({ isAvailable }) => !isAvailable).map(({ kind }) => kind)).toEqual(['email'])
  })

  it.each([
    ['webhook', 'signingSecret', 'too-short', 'body.value'],
    ['slack', 'url', 'ftp://canary.example', 'body.value'],
    ['email', 'password', 'canary', 'body.field'],
  ] as const)(
    'takes no secret of %s named %s that cannot be right, and does not repeat it',
    async (channelKind, field, value, at) => {
      const setting = world.owner.client.call('secrets.create', {
        params: params(),
        body: { field, value, channelKind },
      })
      await expect(setting).rejects.toMatchObject({ code: 'SETTINGS_INVALID', problem: { fields: [{ field: at }] } })
      await expect(setting).rejects.not.toThrow('canary')
    },
  )

  it('is tested at once, over a mail server that wants a password and over HTTP, and says what went wrong', async () => {
    await using receiver = await startHttpReceiver((response) => response.writeHead(403).end())
    const byMail = await world.createChannel({ kind: 'email', settings: { recipients: 'ops@example.com' } })
    const byHttp = await world.createChannel({ kind: 'webhook', settings: { url: receiver.url } })
    const test = async (channel: string) =>
      (await world.owner.client.call('alertChannel.test', { params: { ...params(), channel } })).body
    expect(await test(byMail.id)).toMatchObject({ isSent: true, error: null })
    expect(mail.mails).toMatchObject([{ user: 'hub', to: ['ops@example.com'] }])
    expect(await test(byHttp.id)).toMatchObject({
      isSent: false,
      error: '127.0.0.1 answered 403. Check the secret of the channel.',
    })
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({ type: 'alert.test' })
    const { body } = await world.owner.client.call('alertChannel.get', { params: { ...params(), channel: byHttp.id } })
    expect(body.lastError?.message).toContain('403')
  })
})

it('an account that tests its channels again and again is slowed down', async () => {
  await using receiver = await startHttpReceiver((response) => response.writeHead(204).end())
  const { id: channel } = await world.createChannel({ kind: 'webhook', settings: { url: receiver.url } })
  const test = () => world.owner.client.call('alertChannel.test', { params: { ...params(), channel } })
  const tests = await Promise.allSettled(Array.from({ length: 30 }, test))
  expect(tests).toContainEqual({ status: 'rejected', reason: expect.objectContaining({ code: 'TOO_MANY_REQUESTS' }) })
  expect(receiver.requests.length).toBeLessThan(25)
})

describe('the rules', () => {
  const list = async () =>
    (await world.owner.client.call('alertRules.list', { params: params(), query: {} })).body.items
  const set = async (rule: string, body: object) =>
    (await world.owner.client.call('alertRule.set', { params: { ...params(), rule: rule as never }, body })).body

  it('are listed with default, setting and what applies, in a sentence', async () => {
    const found = (await list()).find(({ rule }) => rule === 'failures-in-a-row')
    expect(found).toMatchObject({
      description: '3 runs in a row have failed.',
      threshold: { unit: 'runs', minimum: 2 },
      default: { isOn: true, threshold: 3, channels: null },
      account: null,
      effective: { isOn: true, threshold: 3, channels: null },
    })
    expect((await list()).find(({ rule }) => rule === 'nothing-delivered')?.effective.isOn).toBe(false)
  })

  it('are set, and inherit again', async () => {
    const { id } = await world.createChannel({ kind: 'webhook', settings: { url: 'https://hooks.example.com/r' } })
    const changed = await set('failures-in-a-row', { threshold: 5, channels: [id] })
    expect(changed).toMatchObject({
      description: '5 runs in a row have failed.',
      account: { isOn: null, threshold: 5, channels: [id] },
      effective: { isOn: true, threshold: 5, channels: [id] },
    })
    await world.owner.client.call('alertChannel.delete', { params: { ...params(), channel: id } })
    expect((await list()).find(({ rule }) => rule === 'failures-in-a-row')?.effective.channels).toEqual([])
    expect(await set('failures-in-a-row', {})).toMatchObject({
      account: null,
      effective: { threshold: 3, channels: null },
    })
  })

  it.each([
    ['run-failed', { threshold: 2 }, 'has no threshold'],
    ['lag', { threshold: 0 }, 'a number of hours from 1 to 8760'],
    ['run-partial', { threshold: 1.5 }, 'a whole number of failures'],
    ['lag', { channels: ['019a0000-0000-7000-8000-000000000000'] }, 'no channel with the id'],
    ['connection-failing', { deployment: '019a0000-0000-7000-8000-000000000000' }, 'is about connections'],
  ])('%s with %j is refused', async (rule, body, words) => {
    await expect(set(rule, body)).rejects.toThrow(words)
  })
})

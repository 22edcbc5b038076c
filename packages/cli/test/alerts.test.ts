import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AlertWorld, startAlertWorld } from '../../hub/src/testing/alert-world.ts'
import { startHttpReceiver, type TestHttpReceiver } from '../../hub/src/testing/test-receivers.ts'
import { runHere } from './support/run-here.ts'

let world: AlertWorld
let receiver: TestHttpReceiver
let status = 200
let environment: Record<string, string>
let home: string
beforeAll(async () => {
  receiver = await startHttpReceiver((response) => response.writeHead(status).end())
  world = await startAlertWorld()
  home = await mkdtemp(join(tmpdir(), 'alerts-'))
  const { url } = await world.test.hub.listen({ host: '127.0.0.1', port: 0 })
  environment = { HOME: home, COUPA_CONNECTOR_HUB_URL: url, COUPA_CONNECTOR_API_KEY: world.owner.key.value }
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
  await rm(home, { recursive: true, force: true })
})

const run = (...args: string[]) => runHere(args, { environment })
async function json(...args: string[]) {
  const { status: code, stdout, stderr } = await run(...args, '--json')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

test('a channel is created with a secret from a file, tested, changed, listed and deleted', async () => {
  const secret = join(home, 'token.txt')
  await writeFile(secret, 'bearer-canary\n')
  const settings = ['--set', `url=${receiver.url}/hook`, '--set-file', `bearerToken=${secret}`]
  const made = await run('alerts', 'channels', 'create', 'Hook', '--kind', 'webhook', ...settings)
  expect(made).toMatchObject({ status: 0, stderr: '' })
  expect(made.stdout).toMatch(/bearerToken +set by/)
  expect(made.stdout).not.toContain('bearer-canary')
  expect(await run('alerts', 'channels', 'test', 'Hook')).toMatchObject({ status: 0 })
  expect(receiver.requests[0]?.headers.authorization).toBe('Bearer bearer-canary')
  status = 500
  const failed = await run('alerts', 'channels', 'test', 'Hook')
  expect(failed).toMatchObject({ status: 1, stdout: '' })
  expect(failed.stderr).toContain('The test message to "Hook" was not sent: 127.0.0.1 answered 500.')
  status = 200
  const times = ['--quiet-hours', '22:00-06:00', '--zone', 'Europe/Berlin', '--disable', '--name', 'Renamed']
  expect(await json('alerts', 'channels', 'update', 'Hook', ...times)).toMatchObject({
    name: 'Renamed',
    isEnabled: false,
    quietHours: { from: '22:00', zone: 'Europe/Berlin' },
  })
  expect((await json('alerts', 'channels', 'list')).channels).toMatchObject([{ name: 'Renamed' }])
  expect(await run('alerts', 'channels', 'delete', 'Renamed')).toMatchObject({ status: 0 })
  expect((await run('alerts', 'channels', 'list')).stderr).toContain('There are no channels.')
})

test.each([
  [['channels', 'create', 'X'], '--kind is missing'],
  [['channels', 'create', 'X', '--kind', 'slack', '--set', 'url=https://x.example'], '--set url is a secret'],
  [['channels', 'create', 'X', '--kind', 'webhook'], '--set url: URL is missing.'],
  [['channels', 'create', 'X', '--kind', 'webhook', '--digest', '08:00'], '--zone is missing'],
  [
    ['channels', 'create', 'X', '--kind', 'webhook', '--quiet-hours', '22', '--zone', 'UTC'],
    'takes two times of the day',
  ],
  [['channels', 'test', 'Nothing'], 'The account has no channel "Nothing".'],
  [['rules', 'set', 'lagg', '--on'], 'There is no rule "lagg".'],
  [['rules', 'set', 'lag'], 'Nothing says what to set.'],
  [['rules', 'set', 'lag', '--on', '--off'], '--on and --off exclude one another.'],
  [['rules', 'set', 'lag', '--threshold', '0'], '--threshold: The threshold is 0'],
  [['rules', 'set', 'lag', '--on', '--environment', 'test'], '--environment belongs to --process'],
])('%j is refused in words of the command line', async (args, words) => {
  const { status: code, stdout, stderr } = await run('alerts', ...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(words)
})

test('a rule is set, keeps what is not given, and inherits again', async () => {
  const set = await run('alerts', 'rules', 'set', 'lag', '--threshold', '8')
  expect(set.stdout).toContain('lag is on: The last successful run began more than 8 h ago')
  expect(await json('alerts', 'rules', 'set', 'lag', '--off')).toMatchObject({ account: { isOn: false, threshold: 8 } })
  expect((await run('alerts', 'rules', 'list')).stdout).toMatch(/lag\s+off\s+the account/)
  expect(await json('alerts', 'rules', 'set', 'lag', '--inherit')).toMatchObject({ account: null })
})

test('what people were told, and what became of it, is listed', async () => {
  await world.createChannel({ name: 'Listed', kind: 'webhook', settings: { url: receiver.url } })
  await world.raise()
  expect((await run('alerts', 'list')).stdout).toContain('invoices in test failed')
  expect((await json('alerts', 'list', '--rule', 'lag')).alerts).toEqual([])
  const { messages } = await json('alerts', 'messages', '--state', 'waiting')
  expect(messages).toMatchObject([{ channel: { name: 'Listed' }, alerts: 1 }])
})

test('a connection is tested by schedule, which is shown and removed', async () => {
  await world.createConnection('Acme')
  const schedule = ['hub', 'connections', 'schedule', 'Acme']
  expect((await run(...schedule)).stdout).toContain('"Acme" is not tested by schedule.')
  const set = await run(...schedule, '--cron', '0 6 * * *', '--zone', 'Europe/Berlin')
  expect(set.stdout).toContain('At 06:00, in Europe/Berlin')
  expect(await json(...schedule)).toMatchObject({ schedule: { schedule: { cron: '0 6 * * *' } } })
  expect((await run(...schedule, '--every', '60', '--off')).status).toBe(2)
  expect((await run(...schedule, '--cron', '0 6 * *', '--zone', 'UTC')).stderr).toContain('cron')
  expect((await run(...schedule, '--off')).status).toBe(0)
  expect((await json(...schedule)).schedule).toBeNull()
})

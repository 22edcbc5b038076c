import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDefinition } from '@coupa-connector/process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConnection, type RunningHub } from './support/hub.ts'
import { createPerson, lines, type Person } from './support/program.ts'
import { type ReadyHub, startReadyHub } from './support/ready-hub.ts'
import { runHere } from './support/run-here.ts'

let ready: ReadyHub
let person: Person
let hub: RunningHub

beforeAll(async () => {
  ready = await startReadyHub()
  ;({ person, hub } = ready)
}, 180_000)
afterAll(async () => {
  await ready[Symbol.asyncDispose]()
})

/** What one command line prints and ends with, signed in to the hub. */
async function processes(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return await runHere(['processes', ...args], { environment: { HOME: person.home, ...environment } })
}

async function json(args: readonly string[]) {
  const { status, stdout, stderr } = await processes([...args, '--json'])
  expect(status, stderr).toBe(0)
  return JSON.parse(stdout)
}

type Draft = Record<string, Record<string, unknown>>

/** Writes a definition that reads all suppliers, under a name of its own. */
async function writeDefinition(name: string, change: (draft: Draft) => void = () => {}): Promise<string> {
  const draft = createDefinition({
    template: 'E20',
    resource: 'suppliers',
    destination: 'files',
    format: 'csv',
    shape: 'flat',
    name,
  }) as unknown as Draft
  change(draft)
  const file = join(person.home, `${name}.json`)
  await writeFile(file, JSON.stringify(draft))
  return file
}

function columnsOf(draft: Draft): Record<string, unknown> {
  return draft.mapping?.columns as Record<string, unknown>
}

/** Creates a destination for a process, and tells its folder. */
async function createFolder(name: string): Promise<string> {
  const folder = join(person.home, `out-${name}`)
  await mkdir(folder, { recursive: true })
  await json(['destinations', 'create', name, '--kind', 'files', '--set', `folder=${folder}`])
  return folder
}

/** Applies and deploys a process whose destination is called like it. */
async function deploy(name: string, change?: (draft: Draft) => void, args: readonly string[] = []): Promise<string> {
  const folder = await createFolder(name)
  await json(['apply', await writeDefinition(name, change)])
  await json(['deploy', name, '--environment', 'test', '--connection', 'Sandbox', '--destination', name, ...args])
  return folder
}

describe('processes apply', { timeout: 60_000 }, () => {
  test('stores a definition, and the same one again changes nothing', async () => {
    const file = await writeDefinition('applied')

    const plan = await processes(['apply', file, '--plan'])
    const before = await json(['list'])
    const first = await processes(['apply', file, '--note', 'first'])
    const second = await processes(['apply', file])

    expect(plan.stdout).toBe('applied would be created as version 1.\n')
    expect(before.processes.map(({ name }: { name: string }) => name)).not.toContain('applied')
    expect(first.stdout).toContain('applied is created as version 1.\n')
    expect(second.stdout).toBe('applied is unchanged: version 1 is this definition.\n')
    expect((await json(['show', 'applied'])).versions).toMatchObject([{ number: 1, note: 'first' }])
  })

  test('says what each change of a new version means, as diff does later', async () => {
    await processes(['apply', await writeDefinition('changed')])
    const changed = await writeDefinition('changed', (draft) => {
      draft.source = { ...draft.source, where: { status: 'active' } }
      columnsOf(draft).is_new = { value: true, as: 'boolean' }
    })

    const plan = await processes(['apply', changed, '--plan'])
    const applied = await processes(['apply', changed])
    const diff = await json(['diff', 'changed', '1', '2'])

    expect(plan.stdout).toContain('changed would get version 2.\n')
    expect(applied.stdout).toContain('changed has a new version, 2.\n')
    expect(applied.stdout).toMatch(/source\.where +new-stream +Other records are read/)
    expect(applied.stdout).toMatch(/mapping\.columns\.is_new +compatible/)
    expect(diff).toMatchObject({ process: 'changed', from: 1, to: 2, kind: 'new-stream' })
    expect(await json(['show', 'changed', '--version', '2'])).toMatchObject({ source: { where: { status: 'active' } } })
  })

  test('refuses a definition that is wrong by its own paths, and stores nothing', async () => {
    const file = await writeDefinition('wrong', (draft) => {
      draft.source = { ...draft.source, mode: 'wrok-list' }
    })

    const { status, stderr } = await processes(['apply', file])

    expect(status).toBe(2)
    expect(stderr).toContain('source.mode')
    expect(stderr).not.toContain('body.')
    expect((await processes(['show', 'wrong'])).status).toBe(2)
  })
})

describe('processes destinations', { timeout: 60_000 }, () => {
  test('keep secrets that come from a file or a variable, and never show them', async () => {
    const secret = join(person.home, 'password.txt')
    await writeFile(secret, 'canary-one\n')
    const create = ['destinations', 'create', 'ERP', '--kind', 'sftp', '--set', 'target.host=sftp.example.com']
    const settings = ['--set', 'user=coupa', '--set', 'folder=/in', '--set', 'hostKey=SHA256:abc']
    const variables = { COUPA_PROCESS_TARGET_PASSWORD: 'canary-two' }

    const created = await processes([...create, ...settings, '--json'], variables)
    const updated = await processes([
      'destinations',
      'update',
      'ERP',
      '--set-file',
      `password=${secret}`,
      '--name',
      'SFTP',
    ])
    const shown = await processes(['destinations', 'show', 'SFTP'])

    expect(created.status, created.stderr).toBe(0)
    expect(JSON.parse(created.stdout)).toMatchObject({
      settings: { host: 'sftp.example.com', user: 'coupa' },
      secrets: { password: { setBy: expect.any(String) } },
    })
    expect(updated.status, updated.stderr).toBe(0)
    expect(shown.stdout).toMatch(/password +set by /)
    for (const { stdout, stderr } of [created, updated, shown]) expect(stdout + stderr).not.toContain('canary')
    expect(await processes(['destinations', 'delete', 'SFTP'])).toMatchObject({ status: 0 })
  })

  test.each([
    [['--kind', 'sftp', '--set', 'password=canary'], 'password is a secret'],
    [['--kind', 'sftp', '--set', 'pasword=canary'], 'Did you mean "password"'],
    [['--kind', 'sftp', '--set', 'canary'], '--set takes NAME=VALUE'],
    [['--kind', 'sfpt', '--set', 'host=x'], 'no kind of destination called "sfpt"'],
    [['--kind', 'files'], '--set folder'],
    [['--set', 'folder=x'], '--kind is missing'],
  ])('are refused with %s, and nothing of a secret is repeated', async (args, words) => {
    const { status, stderr } = await processes(['destinations', 'create', 'Refused', ...args])

    expect(status).toBe(2)
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('canary')
    expect(stderr).not.toContain('body.')
    const { destinations } = await json(['destinations', 'list'])
    expect(destinations.map(({ name }: { name: string }) => name)).not.toContain('Refused')
  })
})

describe('processes deploy', { timeout: 60_000 }, () => {
  test('says when the process starts next, and later keeps what is not named', async () => {
    const nightly = ['--cron', '0 4 * * *', '--zone', 'Europe/Berlin', '--overlap', 'skip', '--pause-after', 'never']
    await deploy('kept', undefined, nightly)
    await json(['apply', await writeDefinition('kept', (draft) => Object.assign(draft, { title: 'Another' }))])

    const changed = await processes(['deploy', 'kept', '--environment', 'test', '--catch-up', 'none'])
    const shown = await json(['show', 'kept'])
    const newest = await processes(['deploy', 'kept', '--environment', 'test'])

    expect(changed.stdout).toContain('At 04:00, in Europe/Berlin; next ')
    expect(changed.stderr).toContain('version 2 is the newest')
    expect(shown.deployments).toMatchObject([
      {
        version: 1,
        overlap: 'skip',
        catchUp: 'none',
        pauseAfterFailures: null,
        schedules: [{ schedule: { cron: '0 4 * * *', zone: 'Europe/Berlin' } }],
      },
    ])
    expect(newest.stdout).toContain('kept version 2 is deployed in test.')
    expect(await json(['deploy', 'kept', '--environment', 'test', '--no-schedule'])).toMatchObject({ schedules: [] })
  })

  test('keeps times of the week free of starts, says so, and takes them away again', async () => {
    await deploy('maintained', undefined, ['--maintenance', 'sat-sun 22:00-02:00 Europe/Berlin', '--every', '60'])

    const shown = await processes(['show', 'maintained'])
    const all = await processes([
      'deploy',
      'maintained',
      '--environment',
      'test',
      '--maintenance',
      'daily 00:00-23:59 UTC',
    ])
    const none = await json(['deploy', 'maintained', '--environment', 'test', '--no-maintenance'])

    expect(shown.stdout).toMatch(/Maintenance +Saturday and Sunday, 22:00 to 02:00, in Europe\/Berlin/)
    expect(all.stdout).toMatch(/Maintained +now, until \d{4}-\d\d-\d\d 23:59 UTC/)
    expect(none).toMatchObject({ maintenance: [], schedules: [{ schedule: { everyMinutes: 60 } }] })
  })

  test('rolls back, pauses and resumes', async () => {
    await deploy('changing', undefined, ['--every', '60'])
    await json(['apply', await writeDefinition('changing', (draft) => Object.assign(draft, { title: 'Another' }))])
    await json(['deploy', 'changing', '--environment', 'test'])

    const rolledBack = await processes(['rollback', 'changing'])
    const paused = await processes(['pause', 'changing', '--reason', 'the ERP moves'])
    const shown = await processes(['show', 'changing'])
    const resumed = await processes(['resume', 'changing'])

    expect(rolledBack.stdout).toBe('changing in test is back at version 1; it was at 2. Its state stays.\n')
    expect(paused.stdout).toContain('changing in test is paused')
    expect(shown.stdout).toMatch(/Paused +by .*: the ERP moves/)
    expect(resumed.stdout).toContain('changing in test starts by schedule again, next ')
  })

  test('leaves a place again, if somebody names it', async () => {
    await deploy('leaving')

    const unnamed = await processes(['undeploy', 'leaving'])
    const inUse = await processes(['destinations', 'delete', 'leaving'])
    const undeployed = await processes(['undeploy', 'leaving', '--environment', 'test'])
    const deleted = await processes(['delete', 'leaving'])

    expect(unnamed).toMatchObject({ status: 2, stderr: expect.stringContaining('--environment is missing') })
    expect(inUse).toMatchObject({ status: 1, stderr: expect.stringContaining('leaving in test') })
    expect(undeployed).toMatchObject({ status: 0, stdout: expect.stringContaining('leaving in test is undeployed') })
    expect(deleted).toMatchObject({ status: 0, stdout: 'Deleted process "leaving" with its versions.\n' })
  })

  test.each([
    [['--environment', 'tset'], 'Did you mean "test"'],
    [['--environment', 'test', '--connection', 'Sandbx'], 'Did you mean "Sandbox"'],
    [['--environment', 'test', '--destination', 'refusd'], 'Did you mean "refused"'],
    [['--environment', 'test', '--version', '7'], 'has no version 7'],
    [['--environment', 'test', '--cron', '0 4 * * *'], '--zone is missing'],
    [
      ['--environment', 'test', '--cron', '0 4 * *', '--zone', 'Europe/Berlin'],
      '--cron "0 4 * *" --zone Europe/Berlin: ',
    ],
    [['--environment', 'test', '--cron', '0 4 * * *', '--zone', 'Berlin'], '--zone Berlin: '],
    [['--environment', 'test', '--every', '0'], '--every takes a whole number'],
    [['--environment', 'test', '--every', '5', '--no-schedule'], 'exclude one another'],
    [['--environment', 'test', '--maintenance', 'sunday 02:00-06:00'], 'is not days, times and a time zone'],
    [['--environment', 'test', '--maintenance', 'sunday 2-6 UTC'], '2-6 is not a range of times'],
    [['--environment', 'test', '--maintenance', 'so 02:00-06:00 UTC'], '"so" is not a day of the week'],
    [['--environment', 'test', '--maintenance', 'sun 02:00-06:00 Berlin'], '"Berlin" is not a time zone'],
    [['--environment', 'test', '--maintenance', 'daily 02:00-02:00 UTC'], 'leaves no time in which anything starts'],
    [['--environment', 'test', '--set', 'foldr=x'], 'Did you mean "folder"'],
    [[], 'Name one of: production, test'],
  ])('refuses %j in words of the command line', async (args, words) => {
    const { processes: known } = await json(['list'])
    if (!known.some(({ name }: { name: string }) => name === 'refused')) await deploy('refused')

    const { status, stderr } = await processes(['deploy', 'refused', ...args])

    expect(status).toBe(2)
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('body.')
  })

  test('asks for the name of a connection that is labeled for production before it is used for tests', async () => {
    await createConnection(person, hub, 'Live')
    await person.run(['hub', 'connections', 'update', 'Live', '--label', 'production'])
    await deploy('mixed')
    const args = ['deploy', 'mixed', '--environment', 'test', '--connection', 'Live']

    const refused = await processes(args)
    const confirmed = await processes([...args, '--confirm-mixing', 'Live'])

    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--confirm-mixing "Live"') })
    expect(confirmed).toMatchObject({ status: 0, stdout: expect.stringContaining('Connection   Live') })
  })
})

describe('processes run', { timeout: 120_000 }, () => {
  test('runs on a container, waits for the end, and prints the receipt', async () => {
    const folder = await deploy('running')

    const { status, stdout, stderr } = await processes(['run', 'running', '--wait', '--json'])

    const receipt = JSON.parse(stdout)
    expect(status, stderr).toBe(0)
    expect(receipt).toMatchObject({ process: 'running', outcome: 'succeeded', delivered: receipt.read })
    expect(receipt.read).toBeGreaterThan(0)
    const files = lines(await readFile(join(folder, 'manifest.ndjson'), 'utf8'))
    expect(files.reduce((sum, { records }) => sum + Number(records), 0)).toBe(receipt.read)
    const { runs } = await json(['runs', 'running', '--environment', 'test'])
    expect(runs).toMatchObject([{ id: receipt.run, outcome: 'succeeded', counters: { read: receipt.read } }])
    const followed = await processes(['follow', receipt.run])
    expect(followed).toMatchObject({ status: 0, stdout: expect.stringContaining('running: succeeded') })
    const cancelled = await processes(['cancel', receipt.run])
    expect(cancelled).toMatchObject({ status: 0, stdout: expect.stringContaining('is over already: succeeded') })
  })

  test('tells what is under way to whoever does not wait', async () => {
    await deploy('started')

    const { status, stdout } = await processes(['run', 'started', '--ids', '1'])

    const run = /processes follow (\S+)/.exec(stdout)?.[1] ?? ''
    expect(status).toBe(0)
    expect((await processes(['follow', run])).status).toBe(0)
    expect(await processes(['follow', 'started'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('No run'),
    })
  })

  test('fails with the reason of the other end', async () => {
    const folder = await deploy('failing')
    await writeFile(join(folder, 'manifest.ndjson'), '')
    const blocked = join(person.home, 'blocked')
    await writeFile(blocked, '')
    await json(['deploy', 'failing', '--environment', 'test', '--set', `folder=${blocked}/in`])

    const { status, stdout } = await processes(['run', 'failing', '--wait'])
    const checked = await processes(['check', 'failing', '--json'])

    expect(status).toBe(1)
    expect(stdout).toContain('failing: failed')
    expect(stdout).toContain(blocked)
    expect(checked.status).toBe(1)
    expect(JSON.parse(checked.stdout)).toMatchObject({ process: 'failing', stages: expect.any(Array) })
    expect(JSON.parse(checked.stdout).outcome).not.toBe('OK')
  })

  test('is tried by check, which delivers nothing', async () => {
    const folder = await deploy('checked')

    const { status, stdout, stderr } = await processes(['check', 'checked'])

    expect(status, stdout + stderr).toBe(0)
    expect(stdout).toMatch(/✔ Read one record from Coupa +\d+ ms/)
    expect(stdout).toMatch(/✔ OK {2}checked can read from Coupa and deliver\.\n$/)
    expect(await readdir(folder)).toEqual([])
  })

  test('sets aside what the mapping refuses; retry and dismiss take it from there', async () => {
    await deploy('refusing', (draft) => {
      columnsOf(draft).name = { path: 'name', as: 'integer' }
    })

    const first = await processes(['run', 'refusing', '--wait', '--limit', '3'])
    const { failures } = await json(['failures', 'refusing'])
    const one = failures[0].id
    const dismissed = await processes(['dismiss', 'refusing', '--ids', one, '--reason', 'a test'])
    const again = await processes(['retry', 'refusing', '--wait', '--json'])
    const none = await processes(['retry', 'refusing', '--ids', one])
    const { runs } = await json(['runs', 'refusing'])
    const original = runs.at(-1)
    const followed = await processes(['follow', original.id])

    expect(first.status, first.stdout + first.stderr).toBe(3)
    expect(first.stdout).toContain('coupa-connector processes failures refusing --environment test')
    expect(failures).toHaveLength(3)
    expect(failures[0]).toMatchObject({ field: expect.stringContaining('name'), state: 'open' })
    expect(dismissed.stdout).toBe('1 failure was dismissed.\n')
    expect(again.status).toBe(3)
    expect(JSON.parse(again.stdout)).toMatchObject({ read: 2 })
    expect(none).toMatchObject({ status: 0, stdout: 'There is nothing to retry.\n' })
    expect(original.failures).toEqual({ open: 2, fixed: 0, dismissed: 1, fixedIn: [] })
    expect(followed.stdout).toContain('  1 of 3 failures dismissed\n')
    expect(await processes(['reset', 'refusing', '--to', 'everything'])).toMatchObject({ status: 0 })
    expect((await json(['failures', 'refusing', '--all'])).failures).toEqual([])
  })
})

describe('a file or a name', { timeout: 60_000 }, () => {
  test('is told apart, and options of the one are refused for the other', async () => {
    await deploy('either')
    const file = join(person.home, 'either.json')

    const name = await processes(['run', 'either', '--set', 'target.folder=x'])
    const path = await processes(['run', file, '--wait'])
    const unknown = await processes(['failures', 'ether'])
    const missing = await processes(['failures', './ether.json'])

    expect(name).toMatchObject({ status: 2, stderr: expect.stringContaining('--set does not fit here') })
    expect(path).toMatchObject({ status: 2, stderr: expect.stringContaining('--wait does not fit here') })
    expect(unknown).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean "either"') })
    expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining('it does not exist') })
  })

  test('is named as what it was taken for where nobody is signed in', async () => {
    await using stranger = await createPerson()

    const { status, stderr } = await processes(['run', 'ok-to-pay'], { HOME: stranger.home })

    expect(status).toBe(2)
    expect(stderr).toContain('There is no file ok-to-pay, so it names a process of a hub.')
    expect(stderr).toContain('hub login')
  })
})

describe('the fields of an organization', () => {
  const hubCommand = (...args: readonly string[]) => runHere(['hub', ...args], { environment: { HOME: person.home } })

  test('are shown and compared as the hub has read them', async () => {
    await createConnection(person, hub, 'Same')
    expect(await hubCommand('schema', 'Same')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('has not read the fields of "Same" yet'),
    })
    for (const name of ['Sandbox', 'Same']) {
      expect(await hubCommand('test', name)).toMatchObject({ status: 0 })
      const [{ id }] = JSON.parse((await hubCommand('connections', 'list', '--search', name, '--json')).stdout)
      const read = ['api', 'connectionSchema.read', '--param', `connection=${id}`]
      const started = await hubCommand(...read, '--body', '{"resources":["suppliers"]}')
      expect(started).toMatchObject({ status: 0, stderr: '' })
      const waited = await hubCommand(
        ...['api', 'job.get', '--param', `job=${JSON.parse(started.stdout).id}`, '--query', 'waitMs=20000'],
      )
      expect(JSON.parse(waited.stdout)).toMatchObject({ outcome: 'OK' })
    }

    const shown = await hubCommand('schema', 'Sandbox')
    const declared = await hubCommand('schema', 'Sandbox', '--format', 'typescript')
    const compared = await hubCommand('schema', 'diff', 'Sandbox', 'Same')

    expect([shown.status, shown.stdout]).toEqual([0, expect.stringMatching(/custom-fields\.\S+ .* custom field/)])
    expect(declared.stdout).toContain('Supplier')
    expect(await hubCommand('schema', 'Sandbox', '--changes')).toMatchObject({
      status: 0,
      stdout: 'Nothing has changed since the fields were first read.\n',
    })
    expect(compared).toMatchObject({ status: 0, stdout: expect.stringContaining('no difference') })
  })
})

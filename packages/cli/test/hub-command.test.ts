import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anna, type RunningHub } from './support/hub.ts'
import type { Person } from './support/program.ts'
import { type ReadyHub, startReadyHub } from './support/ready-hub.ts'
import { type RunHereOptions, runHere } from './support/run-here.ts'

let ready: ReadyHub
let person: Person
let hub: RunningHub

beforeAll(async () => {
  ready = await startReadyHub()
  ;({ person, hub } = ready)
  await run(['test', 'Sandbox'])
}, 180_000)
afterAll(async () => {
  await ready[Symbol.asyncDispose]()
})

const atHome = (environment: Readonly<Record<string, string>> = {}) => ({ HOME: person.home, ...environment })
const run = (args: readonly string[], options: RunHereOptions = {}) =>
  runHere(['hub', ...args], { environment: atHome(), ...options })

/** A clock whose first waits end at once; then the person at the terminal presses Ctrl-C. */
function clockOfWaits(waits: number, between: () => Promise<void> = async () => {}) {
  let left = waits
  return {
    now: () => Date.now(),
    monotonicMs: () => 0,
    sleep: async () => {
      if (left-- === 0) throw new Error('enough was seen')
      await between()
    },
  }
}

describe('hub login', () => {
  test('says that the password ends with a space when it is refused', async () => {
    const args = ['login', '--url', hub.url, '--email', anna.email]
    const { status, stderr } = await run(args, {
      input: `${anna.password} \n`,
      environment: { HOME: join(person.home, 'x') },
    })

    expect(status).toBe(1)
    expect(stderr).toContain('The email address or the password is wrong.')
    expect(stderr).toContain('The password from standard input begins or ends with a space.')
    expect(stderr).not.toContain(anna.password)
  })

  test('names a complete command line where the address is missing, and where nobody has signed in', async () => {
    const environment = { HOME: join(person.home, 'nobody') }
    const [login, status] = await Promise.all([run(['login'], { environment }), run(['status'], { environment })])

    expect([login.status, status.status]).toEqual([2, 2])
    expect(login.stderr).toContain('--url is missing')
    expect(status.stderr).toContain('No hub is configured.')
    for (const { stderr } of [login, status]) expect(stderr).toMatch(/hub login --url \S+ --email YOU@EXAMPLE\.COM/)
  })

  test('refuses a set-up link that was cut off before anything is sent', async () => {
    const args = ['set-up', `${hub.url}/set-up#7cHe7Ce`, '--email', anna.email, '--name', 'A', '--account', 'A']

    const { status, stderr } = await run(args, { input: `${anna.password}\n` })

    expect(status).toBe(2)
    expect(stderr).toContain('The set-up link is incomplete: only 7 characters follow the sign #.')
  })
})

describe('hub open', () => {
  test('prints the address of the hub in a pipe', async () => {
    expect(await run(['open'])).toEqual({ status: 0, stdout: `${hub.url}\n`, stderr: '' })
  })

  test('starts the browser with the address on a terminal', async () => {
    const browser = join(person.home, 'browser')
    await writeFile(browser, `#!/bin/sh\nprintf '%s' "$1" > ${browser}.new && mv ${browser}.new ${browser}.opened\n`)
    await chmod(browser, 0o755)

    const { status, stderr } = await run(['open'], { isPerson: true, environment: atHome({ BROWSER: browser }) })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    await expect.poll(() => readFile(`${browser}.opened`, 'utf8').catch(() => ''), { timeout: 5000 }).toBe(hub.url)
  })

  test('says so when the browser cannot be started', async () => {
    const environment = atHome({ BROWSER: join(person.home, 'no-such-program') })

    const { status, stdout, stderr } = await run(['open'], { isPerson: true, environment })

    expect({ status, stdout }).toEqual({ status: 0, stdout: `${hub.url}\n` })
    expect(stderr).toContain('No browser could be started here.')
  })
})

describe('hub run', () => {
  test('prints a table and the count for a person, and a record a line for a program', async () => {
    const args = ['run', 'query', 'Sandbox', 'invoices', '--fields', 'id,status', '--limit', '2']
    const [table, lines] = await Promise.all([run(args, { isPerson: true, isTerminal: true }), run(args)])

    expect(table.stdout).toMatch(/^.*id.*status.*\n\d+ +\w+\n\d+ +\w+\n$/)
    expect(table.stderr).toContain('2 invoices. There are more: raise --limit')
    expect(lines.stdout).toMatch(/^\{"id":\d+,"status":"\w+"\}\n\{.*\}\n$/)
  })

  test('names the option of the command line for a field that does not exist, and sends nothing', async () => {
    const { status, stderr } = await run(['run', 'query', 'Sandbox', 'invoices', '--order-by', 'nmber'])

    expect(status).toBe(2)
    expect(stderr).toContain('--allow-unknown-fields lets any name pass')
  })
})

describe('hub test', () => {
  test('refuses a resource that does not exist, and leaves the state of the connection alone', async () => {
    const { status, stderr } = await run(['test', 'Sandbox', '--probe', 'invoces'])
    const { stdout } = await run(['connections', 'list'])

    expect(status).toBe(2)
    expect(stderr).toContain('Coupa has no resource "invoces".\nDid you mean "invoices"?')
    expect(stdout).toMatch(/^Sandbox +verified +\S+ +Connected, \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m)
  })
})

describe('hub jobs', () => {
  test('lists what was started, and looks again with --watch until it is ended', async () => {
    await run(['run', 'get', 'Sandbox', 'invoices', '41'])

    const once = await run(['jobs', '--kind', 'operation', '--connection', 'Sandbox', '--limit', '1'])
    const watched = await run(['jobs', '--limit', '1', '--watch', '--json'], {
      clock: clockOfWaits(1, async () => void (await run(['run', 'get', 'Sandbox', 'suppliers', '1']))),
    })

    expect(once.stdout).toMatch(/operation +Sandbox +\S.*Command line on/)
    const [first, second] = watched.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).jobs[0].id)
    expect(first).toEqual(expect.any(String))
    expect(second).not.toBe(first)
  })
})

describe('hub logs', () => {
  test('prints what was changed, the oldest first, without tests and operations', async () => {
    const { status, stdout } = await run(['logs', '--changes', '--limit', '200'])

    expect(status).toBe(0)
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC {2}\S+/)
    const entries = stdout.trim().split('\n')
    const [times, actions] = [0, 1].map((cell) => entries.map((line) => line.split('  ')[cell])) as [string[], string[]]
    expect(times).toEqual(times.toSorted())
    // The container beside the hub may join before the key of this machine is made.
    expect(actions[0]).toBe('installation.setUp')
    expect(actions).toContain('keys.create')
    expect(stdout).toMatch(/connections\.create {2}connection "Sandbox" {2}by Command line on/)
    expect(actions).not.toContain('tests.start')
  })

  test('goes on with what happens, and shows every entry once', async () => {
    const { stdout } = await run(['logs', '--follow', '--json', '--limit', '5'], {
      clock: clockOfWaits(2, async () => void (await run(['run', 'get', 'Sandbox', 'invoices', '41']))),
    })
    const entries = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

    expect(entries).toHaveLength(7)
    expect(entries.slice(-2).map(({ action }) => action)).toEqual(['operations.start', 'operations.start'])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(7)
  })
})

describe('hub api', () => {
  test('says how paths begin when there is none like the one that was typed', async () => {
    const { status, stderr } = await run(['api', 'GET', 'connections'])

    expect(status).toBe(1)
    expect(stderr).toContain('Most paths begin with /accounts/:account')
  })

  test('refuses a query parameter that the route does not have', async () => {
    const { status, stderr } = await run(['api', 'connections.list', '--query', 'statte=verified'])

    expect(status).toBe(2)
    expect(stderr).toContain('The route connections.list has no query parameter "statte".\nDid you mean "state"?')
  })
})

import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runHere } from './support/run-here.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'check-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

/** Checks a process of the template E01 with this kind of destination; no connection to Coupa is set. */
async function check(destination: string, settings: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const file = join(home, 'process.json')
  await runHere(['processes', 'new', 'E01', '--destination', destination, '--output', file])
  const set = Object.entries(settings).flatMap(([name, value]) => ['--set', `target.${name}=${value}`])
  return await runHere(['processes', 'check', file, ...set, ...more])
}

const postgresql = (): string => {
  const url = process.env.TEST_POSTGRESQL_URL
  if (url === undefined) throw new TypeError('TEST_POSTGRESQL_URL is missing')
  return url
}

/** A server that sends everybody elsewhere. */
async function startRedirecting(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((_request, response) => {
    response.writeHead(302, { location: '/login' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/in`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('processes check', () => {
  test('shows each stage, and leaves nothing in the folder', async () => {
    const folder = join(home, 'out')

    const { status, stdout, stderr } = await check('files', { folder })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const titles = ['Settings', 'Reach it', 'Write', 'Commit', 'Clean up', 'Fit the records']
    expect(
      stdout
        .split('\n')
        .slice(0, 6)
        .map((line) => line.slice(0, 18).trim()),
    ).toEqual(titles.map((title) => `✔ ${title}`))
    expect(stdout).toContain('✔ OK  invoices-ok-to-pay can deliver to this destination. Guarantee: exactly-once.')
    expect(await readdir(folder)).toEqual([])
  })

  test('names the stage that fails, its code and what to do', async () => {
    await writeFile(join(home, 'file'), '')

    const { status, stdout } = await check('files', { folder: join(home, 'file', 'out') })

    expect(status).toBe(1)
    expect(stdout).toMatch(/^✖ Reach it/m)
    expect(stdout).toMatch(/^✖ [A-Z_]+ {2}.*file/m)
    expect(stdout).toContain('What to do: ')
    expect(stdout).not.toContain('Commit')
  })

  test('tells what only may go wrong as a warning, with what to do', async () => {
    await using receiver = await startRedirecting()

    const { status, stdout } = await check('http', { url: receiver.url })

    expect(status).toBe(0)
    expect(stdout).toMatch(/^! Write .*redirects to .*\n {2}What to do: /m)
    expect(stdout).toContain('can reach this destination; heed the warnings')
  })

  test('says which setting is missing, and reaches for nothing', async () => {
    const { status, stdout } = await check('files', {})

    expect(status).toBe(2)
    expect(stdout).toMatch(/^✖ Settings/m)
    expect(stdout).toContain('SETTING_INVALID')
    expect(stdout).toContain('folder')
  })

  test('says what the tables of a database need, as one JSON object, and makes none of them', async () => {
    const settings = { url: postgresql(), schema: `check_${Date.now()}` }

    const first = await check('postgresql', settings, '--json')
    const second = await check('postgresql', settings, '--json')

    const report = JSON.parse(first.stdout)
    expect(first.status).toBe(0)
    expect(report).toMatchObject({ process: 'invoices-ok-to-pay', kind: 'postgresql', outcome: 'OK' })
    expect(report.stages.map(({ name, status }: Record<string, string>) => [name, status])).toEqual(
      ['settings', 'connect', 'write', 'commit', 'clean-up', 'shape'].map((name) => [name, 'passed']),
    )
    expect(report.stages.at(-1).message).toContain('create the table "invoice"')
    expect(JSON.parse(second.stdout).stages.at(-1).message).toBe(report.stages.at(-1).message)
  })

  test('fails as one JSON object with code and remedy, and without the secret', async () => {
    const secret = join(home, 'secret')
    await writeFile(secret, 'canary-77')
    const settings = { url: 'postgresql://somebody@127.0.0.1:45199/nothing' }

    const { status, stdout, stderr } = await check(
      'postgresql',
      settings,
      '--set-file',
      `target.password=${secret}`,
      '--json',
    )

    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'UNREACHABLE',
      stage: 'connect',
      message: expect.stringContaining('ECONNREFUSED'),
      remedy: expect.any(String),
      stages: [{ name: 'settings' }, { name: 'connect', status: 'failed', code: 'UNREACHABLE' }],
    })
    expect(stdout).not.toContain('canary-77')
  })

  test('of a load reads the source, and loads nothing', async () => {
    const [file, folder] = [join(home, 'load.json'), join(home, 'inbox')]
    await mkdir(folder)
    await writeFile(join(folder, 'suppliers.csv'), 'number,name\n1,One\n')
    await runHere(['processes', 'new', 'L09', '--output', file])

    const { status, stdout } = await runHere(['processes', 'check', file, '--set', `source.folder=${folder}`, '--json'])

    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'files', outcome: 'OK', stages: [{ name: 'settings' }, {}, {}] })
    expect(await readdir(folder)).toEqual(['archive', 'suppliers.csv'])
  })

  test('of a load says what is wrong with the settings of its source', async () => {
    const file = join(home, 'load.json')
    await runHere(['processes', 'new', 'L09', '--source', 'sftp', '--output', file])

    const { status, stdout } = await runHere(['processes', 'check', file, '--set', 'source.hots=example.com'])

    expect(status).toBe(2)
    expect(stdout).toContain('A source of the kind sftp has no setting "hots".')
  })
})

import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConnection, createDataDirectory, setUp, startServe } from './support/hub.ts'
import { createPerson, type Person } from './support/program.ts'

let person: Person
let data: Awaited<ReturnType<typeof createDataDirectory>>
let clientSecret = ''
beforeAll(async () => {
  person = await createPerson()
  data = await createDataDirectory()
  const hub = await startServe(person, data.path, ['--no-atom', '--sandbox'])
  await setUp(person, hub)
  await createConnection(person, hub, 'acme')
  clientSecret = hub.settings['Client Secret'] ?? ''
  await hub.stop()
})
afterAll(async () => {
  await data[Symbol.asyncDispose]()
  await person[Symbol.asyncDispose]()
})

describe('the operator', () => {
  test('moves an installation by a backup and an export of the keys', async () => {
    await using target = await createDataDirectory()
    const here = ['--data-directory', data.path]
    const there = ['--data-directory', target.path]
    const passphrase = { input: 'a long passphrase\n' }

    expect(await person.run(['keys', 'rotate', '--drop-old', ...here])).toMatchObject({ status: 0, stderr: '' })
    expect(await person.run(['keys', 'export', 'keys.json', ...here], passphrase)).toMatchObject({ status: 0 })
    expect(await person.run(['backup', 'hub.gz', ...here])).toMatchObject({ status: 0, stderr: '' })
    expect(await person.run(['keys', 'import', 'keys.json', ...there], passphrase)).toMatchObject({ status: 0 })
    expect(await person.run(['restore', 'hub.gz', ...there])).toMatchObject({ status: 0, stderr: '' })
    expect(await person.run(['keys', 'verify', ...there])).toMatchObject({ status: 0, stdout: 'All 1 secrets open.\n' })
    expect((await stat(join(person.home, 'keys.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(person.home, 'hub.gz'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(person.home, 'keys.json'), 'latin1')).not.toContain(clientSecret)
    const again = await person.run(['restore', 'hub.gz', ...there])
    expect(again.status).not.toBe(0)
    expect(again.stderr).toContain('empty')
  })

  test('refuses to start with keys of another installation', async () => {
    const { status, stderr } = await person.run(['serve', '--data-directory', data.path, '--port', '0'], {
      environment: { COUPA_CONNECTOR_KEYS: Buffer.alloc(32, 7).toString('base64') },
    })

    expect(status).toBe(1)
    expect(stderr).toContain('not those of this database')
  })

  test('backs up and verifies the keys beside a hub that runs, and leaves its database to it', async () => {
    await using target = await createDataDirectory()
    const hub = await startServe(person, data.path, ['--no-atom', '--no-sandbox'])
    const here = ['--data-directory', data.path]

    const backup = await person.run(['backup', 'running.gz', ...here])
    const keys = await person.run(['keys', 'verify', ...here])
    const ready = await fetch(`${hub.url}/readyz`)
    await hub.stop()

    expect(backup).toMatchObject({ status: 0, stderr: '' })
    expect(keys).toMatchObject({ status: 0, stdout: 'All 1 secrets open.\n' })
    expect(ready.status).toBe(200)
    expect(await person.run(['restore', 'running.gz', '--data-directory', target.path])).toMatchObject({ status: 0 })
    await expect(stat(join(data.path, 'database', 'postgresql', 'data', 'postmaster.pid'))).rejects.toThrow('ENOENT')
  }, 180_000)

  test('makes a link with which a person sets a new password', async () => {
    const made = await person.run(['people', 'reset-password', 'anna@example.com', '--data-directory', data.path])
    expect(made.stdout).toMatch(/^http\S+\/password-reset#\S+\n$/)
    const again = await startServe(person, data.path, ['--no-atom', '--no-sandbox'])
    const link = made.stdout.trim().replace('http://127.0.0.1:8090', again.url)

    const password = { input: 'another sentence nobody guesses\n' }
    expect(await person.run(['hub', 'set-password', link], password)).toMatchObject({ status: 0 })
    const login = ['hub', 'login', '--url', again.url, '--email', 'anna@example.com']
    expect(await person.run(login, password)).toMatchObject({ status: 0 })
    expect(await person.run(login, { input: 'a sentence that nobody guesses\n' })).toMatchObject({ status: 1 })
    expect(await person.run(['hub', 'set-password', link], password)).toMatchObject({ status: 1 })
    const unknown = await person.run(['hub', 'api', 'conections.list'])
    expect(unknown).toMatchObject({ status: 2, stderr: expect.stringContaining('"connections.list"') })
    await again.stop()
  })
})

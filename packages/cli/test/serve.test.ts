import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConnection, createDataDirectory, setUp, startServe, waitForContainer } from './support/hub.ts'
import { createPerson, type Person } from './support/program.ts'

let person: Person
beforeAll(async () => {
  person = await createPerson()
})
afterAll(() => person[Symbol.asyncDispose]())

describe('serve', () => {
  test('makes an installation that tests a connection, and finds it again after a stop and after a kill', async () => {
    await using data = await createDataDirectory()
    const first = await startServe(person, data.path)
    expect(await setUp(person, first)).toMatchObject({ status: 0 })
    expect(await createConnection(person, first, 'acme')).toMatchObject({ status: 0, stderr: '' })
    await waitForContainer(first)
    const test = await person.run(['hub', 'test', 'acme', '--probe', 'invoices'])
    expect(test).toMatchObject({ status: 0, stdout: expect.stringContaining('OK') })
    expect(test.stdout).toContain('Token received')
    const query = await person.run(['hub', 'run', 'query', 'acme', 'invoices', '--limit', '2'])
    expect(query.stdout.trim().split('\n')).toHaveLength(2)
    expect(await first.stop()).toMatchObject({ status: 0 })

    const port = new URL(first.url).port
    const second = await startServe(person, data.path, ['--port', port])
    expect(second.setUpLink).toBeUndefined()
    expect(second.settings).toEqual(first.settings)
    await waitForContainer(second)
    expect(await person.run(['hub', 'test', 'acme'])).toMatchObject({ status: 0 })
    second.process.kill('SIGKILL')
    await second.finished

    const third = await startServe(person, data.path, ['--port', port])
    await waitForContainer(third)
    expect(await person.run(['hub', 'test', 'acme'])).toMatchObject({ status: 0 })
    const { stdout } = await person.run(['hub', 'containers', 'list', '--json'])
    expect(JSON.parse(stdout)).toHaveLength(1)
    await third.stop()
  }, 180_000)

  test('runs containers of other machines, and refuses a token twice', async () => {
    await using data = await createDataDirectory()
    await using machine = await createPerson()
    const hub = await startServe(person, data.path, ['--no-atom'])
    await setUp(person, hub)
    await createConnection(person, hub, 'acme')
    const token = (await person.run(['hub', 'containers', 'token'])).stdout
    const enroll = ['container', 'enroll', '--hub', hub.url, '--name', 'Plant 7']

    expect(await machine.run(enroll, { input: token })).toMatchObject({ status: 0 })
    const again = await machine.run([...enroll.slice(0, -1), 'Plant 8'], { input: token })
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('was used 1 of 1 times') })
    const offline = await person.run(['hub', 'test', 'acme'])
    expect(offline.status).toBe(1)
    const running = machine.start(['container', 'run'])
    await waitForContainer(hub)
    expect(await person.run(['hub', 'test', 'acme', '--container', 'Plant 7'])).toMatchObject({ status: 0 })
    expect((await machine.run(['container', 'status'])).stdout).toMatch(/Plant 7 .* runs$/m)
    running.process.kill('SIGTERM')
    expect(await running.finished).toMatchObject({ status: 0 })
    await hub.stop()
  })

  test('refuses a second program on its data directory, and a port that is taken', async () => {
    await using data = await createDataDirectory()
    await using other = await createDataDirectory()
    const hub = await startServe(person, data.path, ['--no-sandbox'])

    const second = await person.run(['serve', '--data-directory', data.path, '--port', '0'])
    expect(second).toMatchObject({ status: 2, stderr: expect.stringContaining(`in use by process ${hub.process.pid}`) })
    const port = new URL(hub.url).port
    const third = await person.run(['serve', '--data-directory', other.path, '--port', port, '--no-sandbox'])
    expect(third).toMatchObject({ status: 2, stderr: expect.stringContaining(`Port ${port} is taken`) })
    await hub.stop()
  })

  test.each([
    [['--host', '0.0.0.0'], 'passwords and secrets would cross the network in clear'],
    [['--origin', 'http://hub.example.com'], '--origin https://hub.example.com'],
    [['--port', 'eighty'], 'must be a whole number'],
    [['--config', 'missing.json'], 'cannot be read'],
  ])('refuses %j and says what to do', async (args, part) => {
    const { status, stderr } = await person.run(['serve', ...args])

    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining(part) })
  })

  test('prints its settings with their sources and without a secret', async () => {
    const canary = 'canary-77c1'
    const file = join(person.home, 'hub.json')
    await writeFile(file, `{ // of this machine\n "metricsToken": "${canary}", "port": 9000, }`)
    const environment = {
      COUPA_CONNECTOR_DATABASE: `postgresql://hub:${canary}@db.example.com/hub`,
      COUPA_CONNECTOR_OPEN_ID_CONNECT_CLIENT_SECRET: canary,
      COUPA_CONNECTOR_PORT: '9001',
    }
    const { status, stdout, stderr } = await person.run(['serve', '--print-config', '--config', file, '--no-atom'], {
      environment,
    })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^port +9001 +environment: COUPA_CONNECTOR_PORT$/m)
    expect(stdout).toMatch(/^atom +false +flag: --no-atom$/m)
    expect(stdout).toMatch(/^metricsToken +set +file: /m)
    expect(stdout).not.toContain(canary)
    const json = await person.run(['serve', '--print-config', '--json', '--config', file], { environment })
    expect(json.stdout).not.toContain(canary)
  })
})

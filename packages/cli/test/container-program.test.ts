import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createConnection, createDataDirectory, setUp, startServe, waitForContainer } from './support/hub.ts'
import { createPerson, type Finished } from './support/program.ts'

const programName = 'coupa-connector-container.mjs'

test('a machine with only Node gets the program from the hub, checks it, enrolls, runs, and passes a test', async () => {
  await using person = await createPerson()
  await using data = await createDataDirectory()
  await using machine = await createMachine()
  const hub = await startServe(person, data.path)
  await setUp(person, hub)
  await createConnection(person, hub, 'acme')
  await waitForContainer(hub)
  const made = await person.run(['hub', 'containers', 'token', '--name', 'Plant 7'])
  // What is printed is what is done here.
  const url = `${hub.url}/container/${programName}`
  expect(made.stderr).toContain(`curl -fsSO ${url} && curl -fsS ${url}.sha256 | sha256sum -c`)
  expect(made.stderr).toContain(`node ${programName} enroll --hub ${hub.url} --kind atom --name "Plant 7"`)
  expect(made.stderr).toContain(`node ${programName} run --name "Plant 7"`)

  const downloaded = await fetch(url)
  const program = Buffer.from(await downloaded.arrayBuffer())
  const [sum, file] = (await (await fetch(`${url}.sha256`)).text()).trim().split(/ +/)
  expect([sum, file]).toEqual([createHash('sha256').update(program).digest('hex'), programName])
  const etag = downloaded.headers.get('etag') ?? ''
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect(downloaded.headers.get('x-coupa-connector-version')).toMatch(/^\d+\.\d+\.\d+/)
  await writeFile(join(machine.folder, programName), program)
  expect(await readdir(machine.folder)).toEqual([programName])

  const enroll = ['enroll', '--hub', hub.url, '--kind', 'atom', '--name', 'Plant 7']
  const enrolled = await machine.run(enroll, { COUPA_CONNECTOR_INSTALLER_TOKEN: made.stdout.trim() })
  expect(enrolled).toMatchObject({ status: 0, stderr: '' })
  expect(enrolled.stdout).toContain(`Run it: node ${programName} run --name "Plant 7"`)
  const running = machine.start(['run', '--name', 'Plant 7'])
  await once(running.process.stdout ?? running.process, 'data')
  const online = person.run(['hub', 'test', 'acme', '--container', 'Plant 7'])

  expect(await online).toMatchObject({ status: 0, stdout: expect.stringContaining('OK') })
  // The next one needs no name, although there are two containers.
  const again = await person.run(['hub', 'test', 'acme', '--json'])
  expect(JSON.parse(again.stdout)).toMatchObject({ outcome: 'OK', container: { name: 'Plant 7' } })
  running.process.kill('SIGTERM')
  expect(await running.finished).toMatchObject({ status: 0 })
  await hub.stop()
}, 180_000)

test('the program carries the licenses of what it bundles, and needs no file beside it', async () => {
  const { default: text } = await import('node:fs/promises').then(async ({ readFile }) => ({
    default: await readFile(new URL(`../dist/container-program/${programName}`, import.meta.url), 'utf8'),
  }))

  for (const name of ['undici', 'zod', 'commander', 'pino']) expect(text).toMatch(new RegExp(`^## ${name} - `, 'm'))
  expect(text).not.toMatch(/^import /m)
  expect(text).not.toContain('sourceMappingURL')
})

interface Machine extends AsyncDisposable {
  /** Holds what the machine has: at first nothing. */
  readonly folder: string
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Finished>
  start(args: readonly string[]): { process: ReturnType<typeof spawn>; finished: Promise<Finished> }
}

async function createMachine(): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'bare-machine-'))
  const home = await mkdtemp(join(tmpdir(), 'bare-home-'))
  const started = new Set<ReturnType<typeof spawn>>()
  const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const child = spawn(process.execPath, [programName, ...args], {
      cwd: folder,
      env: { HOME: home, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.add(child)
    const texts = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      texts.stderr += text
    })
    const finished = once(child, 'close').then(([status, signal]) => ({ status, signal, ...texts }))
    return { process: child as ReturnType<typeof spawn>, finished }
  }
  return {
    folder,
    start,
    run: (args, environment) => start(args, environment).finished,
    [Symbol.asyncDispose]: async () => {
      for (const child of started) child.kill('SIGKILL')
      for (const each of [folder, home]) await rm(each, { recursive: true, force: true })
    },
  }
}

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHttp, startTcp, unusedPort } from '../../connector/src/testing/loopback.ts'
import { createPerson, environmentOf, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person
beforeAll(async () => {
  sandbox = await startSandbox({ records: 5 })
  person = await createPerson(environmentOf(sandbox))
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

/** The contract of `test --json`, whatever happens: one object on one line, with all its members. */
async function reportOf(args: readonly string[], environment: Record<string, string> = {}, by: Person = person) {
  const { status, stdout } = await by.run(['test', '--json', ...args], { environment })
  expect(stdout).toMatch(/^\{.*\}\n$/)
  const report = JSON.parse(stdout) as Record<string, unknown>
  expect(report).toMatchObject({
    outcome: expect.stringMatching(/^[A-Z_]+$/),
    stage: expect.stringMatching(/^[a-z-]+(:\S+)?$/),
    message: expect.any(String),
    remedy: expect.any(String),
    grantedScopes: expect.any(Array),
    missingScopes: expect.any(Array),
  })
  for (const stage of report.stages as unknown[]) {
    expect(stage).toMatchObject({
      name: expect.any(String),
      status: expect.any(String),
      durationMs: expect.any(Number),
    })
  }
  return { status, outcome: report.outcome, stage: report.stage, message: String(report.message) }
}

describe('test --json prints one object', () => {
  test.each([
    [['--bogus'], '--bogus'],
    [['extra'], 'extra'],
    [['--wire', 'yaml'], 'yaml'],
    [['--probe', ','], '--probe'],
    [['--probe'], '--probe'],
    [['--connection', 'nobody'], 'nobody'],
    [['--connection', '../x'], '../x'],
    [['--requests-per-second', 'many'], '--requests-per-second'],
  ])('for the wrong command line %j', async (args, named) => {
    const before = sandbox.requests.length
    const report = await reportOf(args)

    expect(report).toMatchObject({ status: 2, outcome: 'SETTINGS_INVALID', stage: 'settings' })
    expect(report.message).toContain(named)
    expect(sandbox.requests.length).toBe(before)
  })

  test('for a probe that the catalog does not know', async () => {
    expect(await reportOf(['--probe', 'invioces'])).toMatchObject({ status: expect.any(Number) })
  })

  test('for files of the program that cannot be read', async () => {
    await using other = await createPerson()
    const folder = join(other.home, '.config', 'coupa-connector')
    await other.run(['connections', 'add', 'acme'], { environment: environmentOf(sandbox) })
    await rm(join(folder, 'key'))
    await mkdir(join(folder, 'key'))
    const noKey = await reportOf(['-c', 'acme'], {}, other)
    await writeFile(join(folder, 'connections.json'), '{"cut off')
    const noList = await reportOf(['-c', 'acme'], {}, other)

    expect(noKey).toMatchObject({ status: 1, outcome: 'INTERNAL_ERROR' })
    expect(noList).toMatchObject({ status: 2, outcome: 'SETTINGS_INVALID' })
  })

  test('when it is interrupted', async () => {
    await using silent = await startTcp(() => {})
    const { process: child, finished } = person.start(['test', '--json'], {
      environment: { COUPA_URL: `${silent.url}/api` },
    })
    await expect.poll(() => silent.accepted(), { timeout: 20_000 }).toBeGreaterThan(0)
    child.kill('SIGINT')
    const { status, stdout } = await finished

    expect(status).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'CANCELLED' })
  })

  test('for what is not there, not Coupa, endless, or leads in circles', async () => {
    const port = await unusedPort()
    await using circle = await startHttp((request, response) =>
      response.writeHead(302, { location: request.url ?? '/' }).end(),
    )
    await using page = await startHttp((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'),
    )
    await using endless = await startHttp((_request, response) => {
      const fill = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, ' '))) {}
      }
      response.writeHead(200, { 'content-type': 'application/json' }).on('drain', fill)
      fill()
    })
    const token = (url: string) => reportOf([], { COUPA_ACCESS_TOKEN_URL: `${url}/oauth2/token` })
    const service = (url: string) => reportOf([], { COUPA_URL: `${url}/api` })

    expect(await token(`http://127.0.0.1:${port}`)).toMatchObject({ status: 1, outcome: 'TOKEN_UNREACHABLE' })
    expect(await service(`http://127.0.0.1:${port}`)).toMatchObject({ status: 1, outcome: 'SERVICE_UNREACHABLE' })
    expect(await token(circle.url)).toMatchObject({ status: 1, outcome: 'TOKEN_URL_WRONG' })
    expect(await service(circle.url)).toMatchObject({ status: 1, outcome: 'URL_REDIRECTS' })
    expect(await token(page.url)).toMatchObject({ status: 1, outcome: 'TOKEN_URL_WRONG' })
    expect(await service(page.url)).toMatchObject({ status: 1, outcome: 'NOT_COUPA' })
    expect(await token(endless.url)).toMatchObject({ status: 1, outcome: 'TOKEN_URL_WRONG' })
    expect(await service(endless.url)).toMatchObject({ status: 1, outcome: 'SERVICE_BAD_RESPONSE' })
  })
})

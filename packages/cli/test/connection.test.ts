import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, environmentOf, type Person } from './support/program.ts'

let sandbox: Sandbox
let person: Person
beforeAll(async () => {
  sandbox = await startSandbox({ records: 30 })
  person = await createPerson()
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await sandbox.close()
})

const add = (name: string) => [
  ...['connections', 'add', name, '--url', sandbox.url, '--access-token-url', sandbox.accessTokenUrl],
  ...['--client-id', sandbox.clientId, '--scope', sandbox.scope],
]

describe('test', () => {
  test('passes with settings from the environment', async () => {
    const { status, stdout } = await person.run(['test', '--json', '--probe', 'invoices,suppliers'], {
      environment: environmentOf(sandbox),
    })

    expect(status).toBe(0)
    const report = JSON.parse(stdout) as { stages: { name: string; status: string; durationMs: number }[] }
    expect(report).toMatchObject({ outcome: 'OK', missingScopes: [], grantedScopes: expect.any(Array) })
    expect(report.stages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['settings', 'token-connect', 'token-request', 'scope-check', 'probe', 'classify']),
    )
  })

  test('shows the stages to people', async () => {
    const { status, stdout, stderr } = await person.run(['test'], { environment: environmentOf(sandbox) })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('✔ Token received')
    expect(stdout).toMatch(/✔ OK /)
    expect(stdout).not.toContain('\u001b[')
  })

  test('fails with a code and a remedy when the secret is wrong, and never shows it', async () => {
    const environment = { ...environmentOf(sandbox), COUPA_CLIENT_SECRET: 'canary-7f3a' }
    const { status, stdout, stderr } = await person.run(['test', '--json', '--log-level', 'debug'], { environment })

    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'INVALID_CLIENT',
      stage: 'token-request',
      remedy: expect.any(String),
    })
    expect(stdout + stderr).not.toContain('canary')
  })

  test('names every bad field, sends nothing, and still prints one object', async () => {
    const before = sandbox.requests.length
    const environment = { ...environmentOf(sandbox), COUPA_URL: 'ftp://x', COUPA_SCOPE: '' }
    const json = await person.run(['test', '--json'], { environment })
    const text = await person.run(['test'], { environment })

    expect(json.status).toBe(2)
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: 'SETTINGS_INVALID',
      stage: 'settings',
      grantedScopes: [],
      missingScopes: [],
      stages: [{ name: 'settings', status: 'failed', durationMs: expect.any(Number) }],
    })
    expect(json.stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(text).toMatchObject({ status: 2, stdout: '' })
    expect(text.stderr).toContain('URL (COUPA_URL)')
    expect(text.stderr).toContain('Scope (COUPA_SCOPE)')
    expect(sandbox.requests.length).toBe(before)
  })

  test('names the missing scope of a probe', async () => {
    const environment = { ...environmentOf(sandbox), COUPA_SCOPE: 'core.common.read' }
    const { status, stdout } = await person.run(['test', '--probe', 'invoices', '--json'], { environment })

    expect(status).toBe(1)
    expect(stdout).toContain('core.invoice.read')
  })

  test('works with an API key and says that it is deprecated', async () => {
    await using other = await startSandbox({ records: 5, apiKey: true })
    const environment = { COUPA_URL: other.url, COUPA_AUTHENTICATION_TYPE: 'api-key', COUPA_TOKEN: other.apiKey }
    const { status, stdout } = await person.run(['test', '--json'], { environment })

    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'OK_DEPRECATED_AUTH' })
  })
})

describe('connections', () => {
  test('keep the secret sealed and readable by nobody else', async () => {
    const added = await person.run(add('acme'), { input: `${sandbox.clientSecret}\n` })

    expect(added).toMatchObject({ status: 0 })
    expect(await person.run(['test', '--connection', 'acme', '--json'])).toMatchObject({ status: 0 })
    expect(await person.run(['query', 'invoices', '-c', 'acme', '--limit', '1'])).toMatchObject({ status: 0 })
    const files = await filesBelow(person.home)
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) {
      expect((await stat(file)).mode & 0o777, file).toBe(0o600)
      const content = await readFile(file, 'latin1')
      expect(content).not.toContain(sandbox.clientSecret)
      expect(content).not.toContain(Buffer.from(sandbox.clientSecret).toString('base64').slice(0, 20))
    }
  })

  test('show everything but the secret', async () => {
    await person.run(add('shown'), { input: sandbox.clientSecret })
    const [text, json, list] = await Promise.all([
      person.run(['connections', 'show', 'shown']),
      person.run(['connections', 'show', 'shown', '--json']),
      person.run(['connections', 'list']),
    ])

    expect(JSON.parse(json.stdout)).toMatchObject({
      name: 'shown',
      url: sandbox.url,
      clientId: sandbox.clientId,
      clientSecret: 'set',
    })
    expect(list.stdout).toContain('shown')
    expect(text.stdout + json.stdout + list.stdout).not.toContain(sandbox.clientSecret)
  })

  test('take what is not given from the environment, the secret too', async () => {
    const added = await person.run(['connections', 'add', 'inherited'], { environment: environmentOf(sandbox) })

    expect(added).toMatchObject({ status: 0, stderr: expect.stringContaining('COUPA_CLIENT_SECRET') })
    expect(await person.run(['test', '-c', 'inherited', '--json'])).toMatchObject({ status: 0 })
  })

  test('ask for the secret again when the host changes', async () => {
    await person.run(add('moved'), { input: sandbox.clientSecret })
    const args = ['connections', 'add', 'moved', '--replace', '--url', 'https://other.coupahost.com/api']
    const refused = await person.run(args)

    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('has to be given again') })
    expect((await person.run(['connections', 'show', 'moved'])).stdout).toContain(sandbox.url)
    expect(await person.run(args, { input: 'another' })).toMatchObject({ status: 0 })
  })

  test('keep the secret when only the scope changes', async () => {
    await person.run(add('narrow'), { input: sandbox.clientSecret })
    await person.run(['connections', 'add', 'narrow', '--replace', '--scope', 'core.common.read'])

    expect(await person.run(['test', '-c', 'narrow', '--json'])).toMatchObject({ status: 0 })
  })

  test('say how to go on when the key is lost, with a report for programs', async () => {
    await using other = await createPerson()
    await other.run(add('keyless'), { input: sandbox.clientSecret })
    await rm(join(other.home, '.config', 'coupa-connector', 'key'))
    const [text, json] = await Promise.all([
      other.run(['test', '-c', 'keyless']),
      other.run(['test', '-c', 'keyless', '--json']),
    ])

    expect(text).toMatchObject({ status: 2, stderr: expect.stringContaining('connections set-secret keyless') })
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'SECRET_UNREADABLE', stage: 'settings' })
  })

  test('do not wait for a pipe that stays open when the environment has the secret', async () => {
    const { process: child, finished } = person.start(['connections', 'add', 'piped'], {
      environment: environmentOf(sandbox),
      leaveInputOpen: true,
    })

    expect(await finished).toMatchObject({ status: 0 })
    expect(child.stdin?.destroyed).toBe(true)
  })

  test('never show the secret in a log', async () => {
    await person.run(add('logged'), { input: sandbox.clientSecret })
    const { status, stdout, stderr } = await person.run([
      'query',
      'suppliers',
      '-c',
      'logged',
      '--limit',
      '1',
      '--log-level',
      'debug',
    ])

    expect(status).toBe(0)
    expect(stderr).toContain('"level"')
    expect(stdout + stderr).not.toContain(sandbox.clientSecret)
  })

  test('are not replaced by accident', async () => {
    await person.run(add('once'), { input: sandbox.clientSecret })

    expect(await person.run(add('once'), { input: 'x' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--replace'),
    })
  })

  test('name the missing secret', async () => {
    expect(await person.run(add('secretless'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Client Secret is missing'),
    })
    expect((await person.run(['connections', 'list'])).stdout).not.toContain('secretless')
  })

  test('are gone when they are removed', async () => {
    await person.run(add('gone'), { input: sandbox.clientSecret })
    await person.run(['connections', 'set-secret', 'gone'], { input: 'changed' })

    expect(await person.run(['test', '-c', 'gone', '--json'])).toMatchObject({ status: 1 })
    expect(await person.run(['connections', 'remove', 'gone'])).toMatchObject({ status: 0 })
    expect(await person.run(['test', '-c', 'gone'])).toMatchObject({ status: 2 })
  })

  test('share one token between processes', async () => {
    await using fresh = await startSandbox({ records: 5 })
    const environment = environmentOf(fresh)
    await person.run(['connections', 'add', 'shared'], { environment })
    const before = tokenRequests(fresh)
    const runs = Array.from({ length: 4 }, () => person.run(['query', 'suppliers', '-c', 'shared', '--limit', '1']))

    expect((await Promise.all(runs)).map(({ status }) => status)).toEqual([0, 0, 0, 0])
    expect(tokenRequests(fresh) - before).toBe(1)
  })
})

function tokenRequests({ requests }: Sandbox): number {
  return requests.filter(({ path }) => path.includes('oauth2/token')).length
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runHere } from './support/run-here.ts'

const secret = 'canary-9b1c7e'
const variables = {
  COUPA_URL: 'https://acme.coupahost.com/api',
  COUPA_CLIENT_ID: 'client',
  COUPA_CLIENT_SECRET: secret,
  COUPA_SCOPE: 'core.common.read',
  COUPA_ACCESS_TOKEN_URL: 'https://acme.coupahost.com/oauth2/token',
}

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'doctor-'))
})
afterEach(() => rm(home, { recursive: true }))

const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runHere(args, { environment: { HOME: home, ...environment } })

const findings = async (environment: Readonly<Record<string, string>> = {}) => {
  const { status, stdout } = await run(['doctor', '--json'], environment)
  const found = JSON.parse(stdout) as { subject: string; status: string; message: string; remedy?: string }[]
  return { status, of: (subject: string) => found.find((each) => each.subject === subject) }
}

describe('doctor', () => {
  test('finds nothing wrong on a new machine', async () => {
    const { status, stdout, stderr } = await run(['doctor'])

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Nothing is wrong on this machine.')
  })

  test('says that the COUPA_ variables are complete, and for which organization', async () => {
    const { status, of } = await findings(variables)

    expect(status).toBe(0)
    expect(of('COUPA_ variables')).toMatchObject({
      status: 'passed',
      message: expect.stringContaining('acme.coupahost.com'),
    })
  })

  test('names the variable that is missing', async () => {
    const { status, of } = await findings({ ...variables, COUPA_CLIENT_ID: '' })

    expect(status).toBe(1)
    expect(of('COUPA_ variables')).toMatchObject({ status: 'failed', message: expect.stringContaining('Client ID') })
  })

  test('says which secret cannot be opened, and the command that sets it again', async () => {
    await run(['connections', 'add', 'acme'], variables)
    await writeFile(join(home, '.config/coupa-connector/key'), 'something else\n')
    const { status, of } = await findings()

    expect(status).toBe(1)
    expect(of('Connection acme')).toMatchObject({
      status: 'failed',
      remedy: expect.stringContaining('set-secret acme'),
    })
  })

  test.each([
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'Certificates', 'NODE_EXTRA_CA_CERTS'],
    [{ NODE_EXTRA_CA_CERTS: '/nowhere/company.pem' }, 'Certificates', 'PEM'],
    [{ HTTPS_PROXY: 'proxy.example.com:3128' }, 'Proxy', 'HTTPS_PROXY=http://'],
  ])('says what is wrong with %j', async (environment, subject, remedy) => {
    const { status, of } = await findings(environment)

    expect(status).toBe(1)
    expect(of(subject)).toMatchObject({ status: 'failed', remedy: expect.stringContaining(remedy) })
  })

  test('never prints a secret, not even that of a proxy', async () => {
    const environment = { ...variables, HTTPS_PROXY: `http://me:${secret}@proxy.example.com:3128` }
    const { stdout, stderr } = await run(['doctor'], environment)

    expect(stdout).toContain('proxy.example.com:3128')
    expect(stdout + stderr).not.toContain(secret)
  })

  test('warns of a folder that others can read', async () => {
    const folder = join(home, '.config/coupa-connector')
    await mkdir(folder, { recursive: true })
    await chmod(folder, 0o755)
    const { of } = await findings()

    expect(of('Folder')).toMatchObject({ status: 'warning', remedy: expect.stringContaining('chmod 700') })
  })

  test('says that the hub cannot be reached', async () => {
    const { status, of } = await findings({
      COUPA_CONNECTOR_HUB_URL: 'http://127.0.0.1:9',
      COUPA_CONNECTOR_API_KEY: 'key',
    })

    expect(status).toBe(1)
    expect(of('Hub')).toMatchObject({ status: 'failed', message: expect.stringContaining('cannot be reached') })
  })
})

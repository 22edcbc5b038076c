import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCertificate } from '../../connector/src/testing/certificates.ts'
import { startProxy, type TestProxy } from '../../connector/src/testing/loopback.ts'
import { createPerson, environmentOf, type Person } from './support/program.ts'

let sandbox: Sandbox
let proxy: TestProxy
let person: Person
let trusted: Record<string, string>
beforeAll(async () => {
  const authority = createCertificate({ commonName: 'Company Authority', authority: true })
  const { certificate, key } = createCertificate({ issuer: authority, names: ['localhost', '127.0.0.1'] })
  sandbox = await startSandbox({ records: 10, tls: { key, cert: certificate } })
  proxy = await startProxy({ port: sandbox.port })
  person = await createPerson(environmentOf(sandbox))
  await writeFile(join(person.home, 'authority.pem'), authority.certificate)
  trusted = { NODE_EXTRA_CA_CERTS: join(person.home, 'authority.pem') }
})
afterAll(async () => {
  await person[Symbol.asyncDispose]()
  await proxy[Symbol.asyncDispose]()
  await sandbox.close()
})

const query = (environment: Record<string, string>) =>
  person.run(['query', 'suppliers', '--limit', '1', '--fields', 'id'], { environment })
const outcomeOf = async (environment: Record<string, string>) => {
  const { status, stdout } = await person.run(['test', '--json'], { environment })
  return { status, report: JSON.parse(stdout) as { outcome: string } }
}

describe('an authority of the company', () => {
  test('is trusted with NODE_EXTRA_CA_CERTS', async () => {
    expect(await query(trusted)).toMatchObject({ status: 0, stderr: '' })
    expect(await outcomeOf(trusted)).toMatchObject({ status: 0, report: { outcome: 'OK' } })
  })

  test('is not trusted without it, and the advice says what to do', async () => {
    const { status, stderr } = await query({})

    expect(status).toBe(1)
    expect(stderr).toMatch(/issuer|trust|certificate/)
    expect(await outcomeOf({})).toMatchObject({ status: 1, report: { outcome: 'TOKEN_TLS_UNTRUSTED' } })
  })
})

describe('a proxy', () => {
  test('of HTTPS_PROXY carries the token request and the calls', async () => {
    const before = proxy.requests.length
    const { status } = await query({ ...trusted, HTTPS_PROXY: proxy.url })

    expect(status).toBe(0)
    expect(proxy.requests.slice(before).map(({ target }) => target)).toContain(`127.0.0.1:${sandbox.port}`)
  })

  test('is left aside for the hosts of NO_PROXY', async () => {
    const before = proxy.requests.length
    const { status } = await query({ ...trusted, HTTPS_PROXY: proxy.url, NO_PROXY: 'example.com,127.0.0.1' })

    expect({ status, asked: proxy.requests.length - before }).toEqual({ status: 0, asked: 0 })
  })

  test('is told its sign-in, which nothing shows', async () => {
    const authorization = `Basic ${Buffer.from('pat:p@ss-canary').toString('base64')}`
    await using strict = await startProxy({ port: sandbox.port, authorization })
    const address = new URL(strict.url)
    const environment = (password: string) => ({
      ...trusted,
      HTTPS_PROXY: `http://pat:${password}@${address.host}`,
    })
    const right = await query(environment('p%40ss-canary'))
    const wrong = await person.run(['test', '--json', '--log-level', 'debug'], {
      environment: environment('wr0ng-canary'),
    })

    expect(right.status).toBe(0)
    expect({ status: wrong.status, report: JSON.parse(wrong.stdout) }).toMatchObject({
      status: 1,
      report: { outcome: 'PROXY_ERROR' },
    })
    expect(wrong.stdout + wrong.stderr).not.toContain('canary')
  })
})

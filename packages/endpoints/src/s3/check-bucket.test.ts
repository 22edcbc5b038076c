import { describe, expect, it } from 'vitest'
import { createCertificate } from '../../../connector/src/testing/certificates.ts'
import { startHttp, startHttps, unusedPort } from '../../../connector/src/testing/loopback.ts'
import type { CheckReport } from '../contract/check.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import { testClock } from '../testing/test-database.ts'
import { type Fate, startS3Server } from '../testing/test-s3-server.ts'
import { s3Destination } from './s3-destination.ts'

const options: OpenOptions = { delivery: {}, clock: { ...testClock, sleep: async () => {} } }

async function reportsOf(
  settings: Readonly<Record<string, string>>,
  given: Partial<OpenOptions> = {},
): Promise<readonly CheckReport[]> {
  await using destination = await s3Destination.open(settings, { ...options, ...given })
  const reports: CheckReport[] = []
  for await (const report of destination.check()) reports.push(report)
  return reports
}

const outcomes = (reports: readonly CheckReport[]): readonly string[] =>
  reports.map(({ stage, status }) => `${stage} ${status}`)

const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', bucket: 'landing' }

describe('the check of a bucket', () => {
  it('passes stage by stage and leaves nothing', async () => {
    await using server = await startS3Server()

    const reports = await reportsOf({ ...server.settings, prefix: 'coupa' })

    expect(outcomes(reports)).toEqual([
      'connect passed',
      'sign-in passed',
      'write passed',
      'commit passed',
      'clean-up passed',
    ])
    expect(await server.keys()).toEqual([])
    const touched = server.requests.filter(({ key }) => key !== '')
    expect(touched.length).toBeGreaterThan(0)
    for (const { key } of touched) expect(key).toMatch(/^coupa\//)
  })

  it('warns of a server that replaces what exists', async () => {
    await using server = await startS3Server({ keepsExisting: false })

    const reports = await reportsOf(server.settings)

    expect(outcomes(reports)).toContain('commit warning')
    expect(await server.keys()).toEqual([])
  })

  it('warns of a key that may not remove objects, and names the permission', async () => {
    await using server = await startS3Server()
    server.fate = ({ method }) => (method === 'DELETE' ? { status: 403, code: 'AccessDenied' } : 'answer')

    const reports = await reportsOf(server.settings)

    expect(reports.at(-1)).toMatchObject({ stage: 'clean-up', status: 'warning' })
    expect(reports.at(-1)?.remedy).toContain('s3:DeleteObject')
  })

  it('says that the access key is not known', async () => {
    await using server = await startS3Server()

    const reports = await reportsOf({ ...server.settings, accessKeyId: 'AKIAOTHER' })

    expect(outcomes(reports)).toEqual(['connect passed', 'sign-in failed'])
    expect(reports.at(-1)).toMatchObject({ code: 'SIGN_IN_REFUSED' })
  })

  it('says that the secret is wrong, and nothing of it', async () => {
    await using server = await startS3Server()

    const reports = await reportsOf({ ...server.settings, secretAccessKey: 'canary-4711' })

    expect(reports.at(-1)).toMatchObject({ stage: 'sign-in', status: 'failed', code: 'SIGN_IN_REFUSED' })
    expect(reports.at(-1)?.remedy).toContain('secretAccessKey')
    expect(JSON.stringify(reports)).not.toContain('canary-4711')
  })

  it('says that there is no such bucket', async () => {
    await using server = await startS3Server()

    const reports = await reportsOf({ ...server.settings, bucket: 'elsewhere' })

    expect(outcomes(reports)).toEqual(['connect passed', 'sign-in passed', 'write failed'])
    expect(reports.at(-1)).toMatchObject({ code: 'NOT_FOUND' })
    expect(reports.at(-1)?.message).toContain('elsewhere')
  })

  it.each<readonly [string, string, Fate, Partial<CheckReport>, string]>([
    [
      'a region that is not that of the bucket',
      'sign-in',
      { status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-central-1' } },
      { code: 'SETTING_INVALID' },
      'Set region to eu-central-1.',
    ],
    [
      'a clock that is wrong',
      'sign-in',
      { status: 403, code: 'RequestTimeTooSkewed' },
      { code: 'SIGN_IN_REFUSED' },
      'Set the clock',
    ],
    [
      'a key that may not list',
      'write',
      { status: 403, code: 'AccessDenied' },
      { code: 'NOT_PERMITTED' },
      's3:ListBucket',
    ],
    [
      'a session that has expired',
      'sign-in',
      { status: 400, code: 'ExpiredToken' },
      { code: 'SIGN_IN_REFUSED' },
      'new temporary key',
    ],
    [
      'a server that asks for fewer requests',
      'connect',
      { status: 503, code: 'SlowDown' },
      { code: 'INTERRUPTED' },
      'later',
    ],
  ])('says what to do about %s', async (_what, stage, fate, expected, remedy) => {
    await using server = await startS3Server()
    server.fate = () => fate

    const report = (await reportsOf(server.settings)).at(-1)

    expect(report).toMatchObject({ stage, status: 'failed', ...expected })
    expect(report?.remedy).toContain(remedy)
  })

  it('says that the key may list and not write', async () => {
    await using server = await startS3Server()
    server.fate = ({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : 'answer')

    const reports = await reportsOf(server.settings)

    expect(outcomes(reports)).toEqual(['connect passed', 'sign-in passed', 'write failed'])
    expect(reports.at(-1)?.remedy).toContain('s3:PutObject')
  })

  it('says that nobody answers', async () => {
    const reports = await reportsOf({ ...keys, endpoint: `http://127.0.0.1:${await unusedPort()}` })

    expect(reports).toMatchObject([{ stage: 'connect', status: 'failed', code: 'UNREACHABLE' }])
    expect(reports[0]?.message).toContain('ECONNREFUSED')
  })

  it('says that the certificate is not accepted', async () => {
    const { key, certificate } = createCertificate()
    await using server = await startHttps({ key, cert: certificate }, (_request, response) => response.end())

    const reports = await reportsOf({ ...keys, endpoint: `https://127.0.0.1:${server.port}` })

    expect(outcomes(reports)).toEqual(['connect passed', 'identify failed'])
    expect(reports.at(-1)).toMatchObject({ code: 'IDENTITY_MISMATCH' })
  })

  it('says that a server does not speak TLS', async () => {
    await using server = await startHttp((_request, response) => response.end())

    const reports = await reportsOf({ ...keys, endpoint: `https://127.0.0.1:${server.port}` })

    expect(reports.at(-1)).toMatchObject({ stage: 'connect', status: 'failed', code: 'UNREACHABLE' })
    expect(reports.at(-1)?.message).toContain('TLS')
  })

  it.each([
    [200, '<!doctype html><title>Console</title><p>Sign in'],
    [404, '<!doctype html><p>Not found'],
    [200, '{"status":"ok"}'],
  ])('says that a web page is not a S3 API: %i %s', async (status, page) => {
    await using server = await startHttp((_request, response) => response.writeHead(status).end(page))

    const reports = await reportsOf({ ...keys, endpoint: `http://127.0.0.1:${server.port}` })

    expect(reports.at(-1)).toMatchObject({ stage: 'connect', status: 'failed' })
    expect(reports.at(-1)?.remedy).toContain('S3 API')
  })

  it('says that the machine has no identity of its own', async () => {
    await using server = await startS3Server()
    const { accessKeyId: _, secretAccessKey: __, ...settings } = server.settings

    const reports = await reportsOf(settings, { usesMachineIdentity: true })

    expect(reports).toMatchObject([{ stage: 'settings', status: 'failed', code: 'SETTING_INVALID' }])
    expect(server.requests).toEqual([])
  })
})

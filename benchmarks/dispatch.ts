// A test through a hub to an idle container in another process, against the same test run directly: what hub and queue add.
// On the embedded database, and with two hubs on a server that they share.
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from '@coupa-connector/connector'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { type Installation, startInstallation } from '../scripts/torture/installation.ts'
import { type Measurement, median, report, round } from './support/measurement.ts'

const turns = 60
const warmUpTurns = 10

{
  // As durable as the embedded one, so that the two can be compared.
  await using server = await startOwnServer({ fsync: 'on' })
  report([await measure('embedded', undefined), await measure('two hubs', server.url)])
}
process.exit()

async function measure(name: string, url: string | undefined): Promise<Measurement> {
  await using installation = await startInstallation(url)
  const connection = await addConnection(installation)
  const container = await untilOnline(installation)
  const [through, direct]: [number[], number[]] = [[], []]
  for (let turn = -warmUpTurns; turn < turns; turn++) {
    const throughMs = await timed(() => testThroughHub(installation, connection, container))
    const directMs = await timed(() => testDirectly(installation))
    if (turn >= 0) {
      through.push(throughMs)
      direct.push(directMs)
    }
  }
  return {
    what: `a test on an idle container through the hub, ${name}: added`,
    against: 'the same test run directly',
    value: round(median(through) - median(direct), 1),
    unit: 'ms',
    reach: { atMost: 20 },
    figures: { throughMs: round(median(through), 1), directMs: round(median(direct), 1), turns },
  }
}

async function testThroughHub({ client, account }: Installation, connection: string, container: string): Promise<void> {
  const started = await client.call('tests.start', { params: { account }, body: { connection, container } })
  const { body } = await client.call('job.get', {
    params: { account, job: started.body.id },
    query: { waitMs: 20_000 },
  })
  if (body.outcome !== 'OK') throw new Error(`the test ended with ${body.outcome ?? body.state}`)
}

/** Tests always get a token of their own, here and in the container. */
async function testDirectly({ sandbox }: Installation): Promise<void> {
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  await using connection = createConnection({
    url,
    accessTokenUrl,
    clientId,
    clientSecret,
    scope,
    authenticationType: 'oauth2',
  })
  const { outcome } = await connection.test().report
  if (outcome !== 'OK') throw new Error(`the test ended with ${outcome}`)
}

async function addConnection({ client, account, sandbox }: Installation): Promise<string> {
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const { body: secret } = await client.call('secrets.create', {
    params: { account },
    body: { field: 'clientSecret', value: clientSecret },
  })
  const { body } = await client.call('connections.create', {
    params: { account },
    body: {
      name: 'benchmark',
      fields: { url, accessTokenUrl, clientId, scope, authenticationType: 'oauth2' },
      secrets: { clientSecret: secret.handle },
    },
  })
  return body.id
}

async function untilOnline({ client, account }: Installation): Promise<string> {
  for (;;) {
    const { body } = await client.call('containers.list', { params: { account } })
    const atom = body.items.find(({ kind, status }) => kind === 'atom' && status === 'online')
    if (atom) return atom.id
    await sleep(100)
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

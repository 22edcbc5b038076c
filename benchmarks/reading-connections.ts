// Reading a connection over REST with an API key, 25 in flight, against the same fastify and the same handler without
// authentication, limits, checks and logs.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { median, report, round } from './support/measurement.ts'

const inFlight = 25
const turns = 7
const turnMs = 2000

const server = await startOwnServer()
const script = fileURLToPath(new URL('./support/hub-server.ts', import.meta.url))
const child = spawn(process.execPath, ['--conditions=source', script], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, TEST_POSTGRESQL_URL: server.url },
})
try {
  const [line] = await once(child.stdout, 'data')
  const { url, bareUrl, path, key } = JSON.parse(String(line)) as Record<'url' | 'bareUrl' | 'path' | 'key', string>
  const headers = { authorization: `Bearer ${key}` }
  await using ours = closing(new Pool(url, { connections: inFlight }))
  await using bare = closing(new Pool(bareUrl, { connections: inFlight }))
  const [ourRates, bareRates]: [number[], number[]] = [[], []]
  for (let turn = -1; turn < turns; turn++) {
    const ourRate = await readFor(ours.pool, path, headers)
    const bareRate = await readFor(bare.pool, path, {})
    if (turn >= 0) {
      ourRates.push(ourRate)
      bareRates.push(bareRate)
    }
  }
  report([
    {
      what: `reading a connection over REST with a key, ${inFlight} in flight`,
      against: 'the same fastify and handler without our middleware',
      value: round(median(ourRates.map((rate, turn) => rate / (bareRates[turn] ?? Number.NaN)))),
      unit: '×',
      reach: { atLeast: 0.5 },
      figures: { oursPerSecond: round(median(ourRates), 0), barePerSecond: round(median(bareRates), 0), turns },
    },
  ])
} finally {
  child.kill('SIGKILL')
  await once(child, 'exit')
  await server[Symbol.asyncDispose]()
}

async function readFor(pool: Pool, path: string, headers: Record<string, string>): Promise<number> {
  const startedMs = performance.now()
  const untilMs = startedMs + turnMs
  let count = 0
  const caller = async (): Promise<void> => {
    while (performance.now() < untilMs) {
      const { statusCode, body } = await pool.request({ method: 'GET', path, headers })
      await body.dump()
      if (statusCode !== 200) throw new Error(`the answer was ${statusCode}`)
      count++
    }
  }
  await Promise.all(Array.from({ length: inFlight }, caller))
  return count / ((performance.now() - startedMs) / 1000)
}

function closing(pool: Pool): { readonly pool: Pool } & AsyncDisposable {
  return { pool, [Symbol.asyncDispose]: () => pool.close() }
}

import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, type Person } from './support/program.ts'

let person: Person
beforeAll(async () => {
  person = await createPerson()
})
afterAll(() => person[Symbol.asyncDispose]())

test('prints one line of JSON when it is ready, serves, and ends well when interrupted', async () => {
  const { process: child, finished } = person.start(['sandbox', '--records', '20', '--seed', '3', '--json'])
  const [first] = (await once(child.stdout ?? child, 'data')) as [string]
  const ready = JSON.parse(first) as Record<string, string>

  expect(Object.keys(ready)).toEqual(['url', 'accessTokenUrl', 'clientId', 'clientSecret', 'scope', 'apiKey'])
  const answer = await fetch(`${ready.url}/tax_codes?limit=1`, {
    headers: { accept: 'application/json', 'x-coupa-api-key': ready.apiKey ?? '' },
  })
  expect(answer.status).toBe(200)
  child.kill('SIGINT')
  expect(await finished).toMatchObject({ status: 0, stderr: '' })
})

test('answers as fast as asked without its rate limit, and 429 beyond its queue with it', async () => {
  const refusals = async (args: readonly string[]): Promise<number> => {
    const { process: child, finished } = person.start(['sandbox', '--records', '20', '--json', ...args])
    const [first] = (await once(child.stdout ?? child, 'data')) as [string]
    const { url, apiKey } = JSON.parse(first) as { url: string; apiKey: string }
    const headers = { accept: 'application/json', 'x-coupa-api-key': apiKey }
    const answers = await Promise.all(Array.from({ length: 80 }, () => fetch(`${url}/tax_codes?limit=1`, { headers })))
    child.kill('SIGINT')
    await finished
    return answers.filter(({ status }) => status === 429).length
  }

  expect(await refusals(['--no-rate-limit'])).toBe(0)
  expect(await refusals([])).toBeGreaterThan(0)
})

test('prints lines to paste into a shell', async () => {
  const { process: child, finished } = person.start(['sandbox', '--records', '20'])
  await once(child.stdout ?? child, 'data')
  child.kill('SIGTERM')
  const { status, stdout } = await finished

  expect(status).toBe(0)
  for (const name of ['URL', 'ACCESS_TOKEN_URL', 'CLIENT_ID', 'CLIENT_SECRET', 'SCOPE']) {
    expect(stdout).toMatch(new RegExp(`^export COUPA_${name}='[^']+'$`, 'm'))
  }
})

test('says so when the port is taken', async () => {
  const { process: child, finished } = person.start(['sandbox', '--json'])
  const [first] = (await once(child.stdout ?? child, 'data')) as [string]
  const { port } = new URL((JSON.parse(first) as { url: string }).url)

  expect(await person.run(['sandbox', '--port', port])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(`Port ${port} is taken`),
  })
  child.kill('SIGINT')
  await finished
})

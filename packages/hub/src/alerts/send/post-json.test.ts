import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { startHttpReceiver } from '../../testing/test-receivers.ts'
import { postJson } from './post-json.ts'

const anywhere = { isAddressAllowed: () => true }
const request = (url: string) => ({
  url,
  body: '{}',
  headers: {},
  signal: new AbortController().signal,
  timeoutMs: 200,
})

it('a receiver that never answers is given up after the time limit', async () => {
  await using receiver = await startHttpReceiver(() => {})
  await expect(postJson(anywhere, request(receiver.url))).rejects.toThrow('127.0.0.1 did not answer within 0.2 s.')
})

it('a receiver that answers without end is not read to the end', async () => {
  await using receiver = await startHttpReceiver((response) => {
    response.writeHead(200)
    const write = (): void => {
      if (response.write('x'.repeat(65_536))) setImmediate(write)
      else response.once('drain', write)
    }
    write()
  })
  await postJson(anywhere, request(receiver.url))
})

it('a host that is not known, and a port where nobody listens, are said in words', async () => {
  await expect(postJson(anywhere, request('https://nobody.invalid/x'))).rejects.toThrow(
    'The host name nobody.invalid is not known',
  )
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  await new Promise((resolve) => server.close(resolve))
  await expect(postJson(anywhere, request(`https://127.0.0.1:${port}`))).rejects.toThrow(
    '127.0.0.1 cannot be reached (ECONNREFUSED).',
  )
})

it('an address in the URL is checked like one that was looked up, however it is written', async () => {
  const onlyPublic = { isAddressAllowed: (address: string) => !['127.0.0.1', '::1'].includes(address) }
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', 'localhost']) {
    await expect(postJson(onlyPublic, request(`http://${host}:1/`)), host).rejects.toThrow('must not reach')
  }
})

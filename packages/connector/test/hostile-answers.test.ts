import { gzipSync } from 'node:zlib'
import { createConnection } from '@coupa-connector/connector'
import { expect, test } from 'vitest'
import { startHttp } from '../src/testing/loopback.ts'

const mebibyte = 1024 * 1024

/** An organization that answers every read with the body. */
async function startOrganization(format: 'json' | 'xml', body: Buffer, isCompressed: boolean) {
  const bytes = isCompressed ? gzipSync(body) : body
  return await startHttp((request, response) => {
    request.resume()
    const encoding = isCompressed ? { 'content-encoding': 'gzip' } : {}
    response.writeHead(200, { 'content-type': `application/${format}`, 'content-length': bytes.length, ...encoding })
    response.end(bytes)
  })
}

function connectTo(url: string, format: 'json' | 'xml') {
  return createConnection({ url: `${url}/api`, authenticationType: 'api-key', token: 'a-key-of-this-test' }, { format })
}

const shapes = [
  ['json', '1.5,', 16 * mebibyte - 2],
  ['json', '[', 8 * mebibyte],
  ['xml', '&', 16 * mebibyte - 3],
  ['xml', '&#65;', 15 * mebibyte],
] as const

test.each(shapes.flatMap((shape) => [[...shape, false] as const, [...shape, true] as const]))(
  'a page of %s that is full of %s ends as an error about the answer (%i bytes, compressed: %s)',
  async (format, piece, bytes, isCompressed) => {
    const text = piece.repeat(bytes / piece.length)
    await using server = await startOrganization(
      format,
      Buffer.from(format === 'json' ? `[${text}` : `<a>${text}`),
      isCompressed,
    )
    await using connection = connectTo(server.url, format)

    const taxCodes = connection.resource('tax_codes')

    // A page that is broken may have been broken on the way, and is asked for again after a pause.
    const read = piece === '&' ? taxCodes.get(1) : taxCodes.query().toArray({ limit: 50 })

    await expect(read).rejects.toMatchObject({
      code: 'COUPA_BAD_RESPONSE',
      details: { kind: piece === '&' ? 'malformed' : 'too-large' },
    })
    // What is beyond the budget is so the next time, too.
    expect(connection.counters().calls).toBe(1)
  },
)

test.each([false, true])(
  'an answer of more than 16 MiB is refused by its length, and the error says what raises the limit (compressed: %s)',
  async (isCompressed) => {
    await using server = await startOrganization('xml', Buffer.alloc(60 * mebibyte, '&'), isCompressed)
    await using connection = connectTo(server.url, 'xml')

    await expect(connection.resource('tax_codes').get(1)).rejects.toMatchObject({
      code: 'COUPA_NETWORK',
      message: expect.stringContaining('longer than 16777216 bytes'),
      details: { failure: 'too-large' },
      suggestion: expect.stringContaining('maxResponseBytes'),
    })
  },
)

test('an answer that comes byte by byte takes no more memory than its bytes', async () => {
  const bytes = 2 * mebibyte
  const chunks = Buffer.from(`1\r\n \r\n`.repeat(64 * 1024))
  await using server = await startHttp((request, response) => {
    request.resume()
    const { socket } = response
    socket?.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n')
    for (let sent = 0; sent < bytes; sent += 64 * 1024) socket?.write(chunks)
    socket?.end('2\r\n[]\r\n0\r\n\r\n')
  })
  await using connection = connectTo(server.url, 'json')
  let mostBuffers = 0
  const timer = setInterval(() => {
    mostBuffers = Math.max(mostBuffers, process.memoryUsage().heapUsed)
  }, 1)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed

  const records = await connection.resource('tax_codes').query().toArray({ limit: 50 })
  clearInterval(timer)

  expect(records).toEqual([])
  // Two million chunks of their own would take 200 MiB.
  expect(mostBuffers - before).toBeLessThan(100 * mebibyte)
})

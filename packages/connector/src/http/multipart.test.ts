import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startHttp } from '../testing/loopback.ts'
import { encodeMultipart, type MultipartBody, type MultipartOptions } from './multipart.ts'
import { createUndiciTransport } from './transport/undici-transport.ts'

async function* stream(...parts: readonly (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}

async function bytesOf({ body }: MultipartBody): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body)
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

/** Reads the form with an implementation that is not ours. */
async function decode(encoded: MultipartBody): Promise<FormData> {
  const headers = { 'content-type': encoded.contentType }
  return new Response(new Uint8Array(await bytesOf(encoded)), { headers }).formData()
}

describe('encodeMultipart', () => {
  it('writes fields and file as the standard says', async () => {
    const encoded = encodeMultipart({
      fields: [{ name: 'attachment[type]', value: 'file' }],
      file: { name: 'file', filename: 'bill.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') },
      boundary: 'b',
    })

    expect((await bytesOf(encoded)).toString()).toBe(
      '--b\r\nContent-Disposition: form-data; name="attachment[type]"\r\n\r\nfile\r\n' +
        '--b\r\nContent-Disposition: form-data; name="file"; filename="bill.pdf"\r\n' +
        'Content-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n',
    )
    expect(encoded.contentType).toBe('multipart/form-data; boundary=b')
  })

  it.each([
    ['bytes', { content: Buffer.from('abc') }],
    ['a stream of known length', { content: stream('a', 'bc'), contentLength: 3 }],
  ])('knows the length of %s', async (_what, content) => {
    const encoded = encodeMultipart({ file: { name: 'file', filename: 'a.txt', ...content } })

    expect(encoded.contentLength).toBe((await bytesOf(encoded)).length)
  })

  it('leaves the length open when it is not known', () => {
    expect(encodeMultipart({ file: { name: 'f', filename: 'a', content: stream('a') } }).contentLength).toBeUndefined()
  })

  it('cannot be led to another header by a name', async () => {
    const file = { name: 'f"\r\nx: y', filename: 'a"; x="\r\n\r\nb', content: Buffer.from('c') }
    const form = await decode(encodeMultipart({ file }))

    expect([...form.keys()]).toEqual(['f"\r\nx: y'])
    expect(form.get('f"\r\nx: y')).toMatchObject({ name: 'a"; x="\r\n\r\nb' })
  })

  it.each([{ boundary: 'a\r\nb' }, { boundary: '' }, { boundary: 'x'.repeat(71) }])('refuses %j', ({ boundary }) => {
    const file = { name: 'f', filename: 'a', content: Buffer.from('') }

    expect(() => encodeMultipart({ file, boundary })).toThrow(TypeError)
  })

  it('refuses a content type with a line break', () => {
    const file = { name: 'f', filename: 'a', content: Buffer.from(''), contentType: 'a/b\r\nx: y' }

    expect(() => encodeMultipart({ file })).toThrow(TypeError)
  })

  it('is read by another implementation as it was written', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((value) => value.toWellFormed())
    const plain = text.filter((value) => !/[\r\n%"]/.test(value))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(plain, text)), plain, fc.uint8Array(), async (fields, filename, content) => {
        const options: MultipartOptions = {
          fields: fields.map(([name, value]) => ({ name: `x-${name}`, value })),
          file: { name: 'file', filename, content: stream(content), contentLength: content.length },
        }
        const form = await decode(encodeMultipart(options))

        expect([...form].filter(([name]) => name !== 'file')).toEqual(
          fields.map(([name, value]) => [`x-${name}`, value.replace(/\r\n|\r|\n/g, '\r\n')]),
        )
        const file = form.get('file') as File
        expect(file.name).toBe(filename)
        expect(new Uint8Array(await file.arrayBuffer())).toEqual(content)
      }),
      { numRuns: 50 },
    )
  })

  it('goes over a real connection with its length', async () => {
    await using server = await startHttp(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const form = await new Response(Buffer.concat(parts), { headers }).formData()
      response.end(`${request.headers['content-length']} ${await (form.get('file') as File).text()}`)
    })
    const transport = createUndiciTransport()
    const content = stream('one', 'two')
    const encoded = encodeMultipart({ file: { name: 'file', filename: 'a.txt', content, contentLength: 6 } })

    const response = await transport.send({
      method: 'POST',
      url: server.url,
      headers: { 'content-type': encoded.contentType, 'content-length': String(encoded.contentLength) },
      body: encoded.body,
    })

    expect((await response.bytes()).toString()).toBe(`${encoded.contentLength} onetwo`)
    await transport.close()
  })
})

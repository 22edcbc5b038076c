import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMultipart } from './multipart.ts'

describe('parseMultipart', () => {
  it('gives back every part of a body that a standard form encoder wrote', async () => {
    const part = fc.record({
      name: fc.stringMatching(/^[a-z[\]_]{1,12}$/),
      fileName: fc.option(fc.stringMatching(/^[a-z0-9 ü.]{1,12}$/), { nil: undefined }),
      content: fc.uint8Array({ maxLength: 200 }),
    })

    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
        const form = new FormData()
        for (const { name, fileName, content } of parts) form.append(name, new File([content], fileName ?? 'blob'))
        const request = new Request('http://127.0.0.1', { method: 'POST', body: form })
        const contentType = request.headers.get('content-type') ?? undefined

        const parsed = parseMultipart(Buffer.from(await request.arrayBuffer()), contentType)

        expect(parsed.map(({ name, fileName, content }) => ({ name, fileName, content: [...content] }))).toEqual(
          parts.map(({ name, fileName, content }) => ({ name, fileName: fileName ?? 'blob', content: [...content] })),
        )
      }),
    )
  })

  it('throws nothing but refusals, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const body = Buffer.concat([Buffer.from('--b\r\n'), Buffer.from(bytes)])

        expect(Array.isArray(parseMultipart(body, 'multipart/form-data; boundary="b"'))).toBe(true)
      }),
    )
  })

  it('understands file names in the extended form', () => {
    const body = Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"; filename*=UTF-8\'\'%C3%BC.txt\r\n\r\nx\r\n--b--',
    )

    expect(parseMultipart(body, 'multipart/form-data; boundary=b')).toMatchObject([{ fileName: 'ü.txt' }])
  })
})

import { describe, expect, it } from 'vitest'
import { BadResponseError, ValidationError } from '../errors/answer-errors.ts'
import { NetworkError } from '../errors/network-error.ts'
import { OutcomeUnknownError } from '../errors/unfinished-errors.ts'
import { openResources } from '../testing/open-resources.ts'
import { answerOf, createScriptedCaller, jsonAnswer } from '../testing/scripted-caller.ts'
import { type Download, fileNameOf } from './download.ts'

async function textOf(body: unknown): Promise<string> {
  if (body instanceof Uint8Array || typeof body === 'string') return Buffer.from(body).toString()
  const pieces: Uint8Array[] = []
  for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const contentOf = (download: Download) => textOf(download.content)

describe('attachments.upload', () => {
  it('sends a file as a form', async () => {
    const caller = createScriptedCaller(jsonAnswer(201, { id: 5, type: 'file' }))
    const file = new File(['scan'], 'scan.png', { type: 'image/png' })

    const record = await openResources({ caller })('invoices').attachments(7).upload({ file, intent: 'Internal' })

    const [request] = caller.requests
    const body = await textOf(request?.body)
    expect(record).toEqual({ id: 5, type: 'file' })
    expect(request).toMatchObject({ method: 'POST', path: 'invoices/7/attachments', repeat: 'once' })
    expect(body).toContain('name="attachment[file]"; filename="scan.png"\r\nContent-Type: image/png\r\n\r\nscan\r\n')
    expect(body).toContain('name="attachment[type]"\r\n\r\nfile\r\n')
    expect(body).toContain('name="attachment[intent]"\r\n\r\nInternal\r\n')
    expect(body).not.toContain('linked_to')
  })

  it('passes a stream through without holding it', async () => {
    const caller = createScriptedCaller(jsonAnswer(201, { id: 5 }))
    async function* content() {
      yield Buffer.from('one ')
      yield Buffer.from('two')
    }

    await openResources({ caller })('invoices').attachments(7).upload({ file: content(), fileName: 'a.txt' })

    expect(await textOf(caller.requests[0]?.body)).toContain(
      'filename="a.txt"\r\nContent-Type: application/octet-stream\r\n\r\none two',
    )
  })

  it('sends texts and links as records', async () => {
    const caller = createScriptedCaller(jsonAnswer(201, { id: 5 }), jsonAnswer(201, { id: 6 }))
    const attachments = openResources({ caller })('requisitions').attachments(7)

    await attachments.upload({ text: 'Hello', intent: 'Supplier', linkedTo: 'event_terms' })
    await attachments.upload({ url: 'https://example.com/' })

    expect(caller.requests.map((request) => request.body)).toEqual([
      '{"type":"text","text":"Hello","intent":"Supplier","linked_to":"event_terms"}',
      '{"type":"url","url":"https://example.com/"}',
    ])
  })

  it('does not attach twice when the answer is lost', async () => {
    const lost = new NetworkError('reset', { failure: 'reset', method: 'POST', url: 'https://x', delivery: 'unknown' })
    const attachments = openResources({ caller: createScriptedCaller(lost) })('invoices').attachments(7)

    await expect(attachments.upload({ text: 'x' })).rejects.toBeInstanceOf(OutcomeUnknownError)
  })
})

describe('attachments.list', () => {
  it('gives what is attached', async () => {
    const caller = createScriptedCaller(jsonAnswer(200, [{ id: 5 }]))

    expect(await openResources({ caller })('quote_requests').attachments(7).list()).toEqual([{ id: 5 }])
    expect(caller.requests[0]?.path).toBe('quote_requests/7/attachments')
  })

  it('reads on by id when a page is full', async () => {
    const records = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ id: from + index }))
    const caller = createScriptedCaller(
      jsonAnswer(200, records(31, 50)),
      jsonAnswer(200, records(1, 50)),
      jsonAnswer(200, records(51, 30)),
    )

    const attachments = await openResources({ caller })('invoices').attachments(7).list()

    expect(attachments.map(({ id }) => id)).toEqual(records(1, 80).map(({ id }) => id))
    expect(caller.requests.map(({ search }) => search)).toEqual([
      undefined,
      'id%5Bgt%5D=0&order_by=id&dir=asc&limit=50',
      'id%5Bgt%5D=50&order_by=id&dir=asc&limit=50',
    ])
  })

  it('ends where the server sends the same page again', async () => {
    const page = jsonAnswer(
      200,
      Array.from({ length: 60 }, (_, index) => ({ id: index + 1 })),
    )
    const caller = createScriptedCaller(page, page, page)

    expect(await openResources({ caller })('invoices').attachments(7).list()).toHaveLength(60)
  })
})

describe('attachments.download', () => {
  const attachment = async (answer: ReturnType<typeof answerOf>) =>
    openResources({ caller: createScriptedCaller(answer) })('invoices')
      .attachments(7)
      .download(5)

  it('gives the file with its type, size and name', async () => {
    const file = await attachment(
      answerOf(200, 'content', {
        'content-type': 'image/png',
        'content-length': '7',
        'content-disposition': 'attachment; filename="scan.png"',
      }),
    )

    expect(file).toMatchObject({ contentType: 'image/png', sizeBytes: 7, fileName: 'scan.png' })
    expect(await contentOf(file)).toBe('content')
  })

  it('says why a text attachment has no file', async () => {
    const answer = jsonAnswer(400, { errors: { attachment: ['Attachment does not have a file attached'] } })

    await expect(attachment(answer)).rejects.toThrow(ValidationError)
    await expect(attachment(answer)).rejects.toThrow('Attachment does not have a file attached')
  })

  it('does not save a login page, but does save a page that was attached', async () => {
    const page = { 'content-type': 'text/html' }
    const attached = { ...page, 'content-disposition': 'attachment; filename=page.html' }

    await expect(attachment(answerOf(200, '<html>', page))).rejects.toBeInstanceOf(BadResponseError)
    expect(await contentOf(await attachment(answerOf(200, '<html>', attached)))).toBe('<html>')
  })
})

describe('fileNameOf', () => {
  it.each([
    ['attachment; filename="a b.pdf"', 'a b.pdf'],
    ['attachment; filename=a.pdf', 'a.pdf'],
    ['attachment; filename="a\\"b.pdf"', 'a"b.pdf'],
    [`attachment; filename="x.pdf"; filename*=UTF-8''%E2%82%AC.pdf`, '€.pdf'],
    [`attachment; filename*=UTF-8''%ZZ.pdf; filename="x.pdf"`, 'x.pdf'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\temp\\\\a.pdf"', 'a.pdf'],
    ['attachment; filename=".."', undefined],
    ['attachment; filename=""', undefined],
    ['inline', undefined],
    [undefined, undefined],
  ])('reads %j', (disposition, expected) => {
    expect(fileNameOf(disposition)).toBe(expected)
  })
})

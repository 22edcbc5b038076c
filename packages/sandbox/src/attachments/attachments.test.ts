import { describe, expect, it } from 'vitest'
import { requestToken, startOrganization, type TestOrganization } from '../testing/organization.ts'

const boundary = 'cut-here'
const form = { 'content-type': `multipart/form-data; boundary=${boundary}` }

describe('attachments', () => {
  it('keep a file byte by byte and send it raw under its own type, whatever the caller accepts', async () => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 1])
    const data = new FormData()
    data.set('attachment[type]', 'file')
    data.set('attachment[intent]', 'Supplier')
    data.set('attachment[file]', new File([bytes], 'scan ü.pdf', { type: 'application/pdf' }))

    const created = await sendForm(organization, `${path}/attachments`, data)
    const [listed] = (await organization.get(`${path}/attachments`)).json
    const response = await fetch(`${organization.sandbox.url}/${path}/attachments/${created.id}`, {
      headers: { authorization: `Bearer ${organization.token}`, accept: 'application/json' },
    })

    expect(created).toMatchObject({
      type: 'file',
      intent: 'Supplier',
      'file-file-name': 'scan ü.pdf',
      'file-file-size': '7',
    })
    expect(listed.id).toBe(created.id)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect((await organization.get(path)).json.attachments).toMatchObject([{ id: created.id }])
  })

  it.each([
    ['text', { type: 'text', text: 'Net weight only', linked_to: 'event_terms' }],
    ['url', { type: 'url', url: 'https://example.com/spec' }],
  ])('of type %s are made from JSON and have no file to download', async (type, body) => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)

    const created = await organization.send('POST', `${path}/attachments`, body)
    const { status, text } = await organization.get(`${path}/attachments/${created.json.id}`)

    expect(created.status).toBe(201)
    expect((await organization.get(`${path}/attachments`)).json[0]).toMatchObject({ type, [type]: expect.any(String) })
    expect(status).toBe(400)
    expect(text).toContain('Attachment does not have a file attached')
  })

  it.each([
    ['a file that is not there', { type: 'file' }],
    ['a type that does not exist', { type: 'video', text: 'x' }],
    ['an intent that does not exist', { type: 'text', text: 'x', intent: 'Everybody' }],
    ['no text', { type: 'text' }],
  ])('are refused for %s', async (_reason, body) => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)

    const { status, json } = await organization.send('POST', `${path}/attachments`, body)

    expect(status).toBe(400)
    expect(json.errors.attachment).toHaveLength(1)
  })

  it('on requisitions have texts of 2,000 characters at most', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('requisitions?limit=1')).json
    const attach = (length: number): ReturnType<typeof organization.send> =>
      organization.send('POST', `requisitions/${id}/attachments`, { type: 'text', text: 'x'.repeat(length) })

    expect((await attach(2000)).status).toBe(201)
    expect((await attach(2001)).status).toBe(400)
  })

  it('are read from forms with bare line feeds, a preamble and no last boundary', async () => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)
    const body = `ignored\n--${boundary}\nContent-Disposition: form-data; name=attachment[file]; filename=a.txt\n\nHello\n`

    const { status, json } = await organization.send('POST', `${path}/attachments`, body, form)
    const { text, headers } = await organization.get(`${path}/attachments/${json.id}`)

    expect([status, text, headers.get('content-type')]).toEqual([201, 'Hello', 'text/plain'])
  })

  it('without a boundary are refused', async () => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)

    const { status } = await organization.send('POST', `${path}/attachments`, 'x', {
      'content-type': 'multipart/form-data',
    })

    expect(status).toBe(400)
  })

  it('are deleted, never changed, and found without their owner', async () => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)
    const { json } = await organization.send(
      'POST',
      `${path}/attachments`,
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n--${boundary}--`,
      form,
    )

    const changed = await organization.send('PUT', `${path}/attachments/${json.id}`, { text: 'new' })
    const alone = await organization.get(`attachments/${json.id}?attachable_type=InvoiceHeader`)
    const ofOther = await organization.get(`attachments/${json.id}?attachable_type=Contract`)
    await organization.send('DELETE', `${path}/attachments/${json.id}`)

    expect(changed.status).toBe(404)
    expect([alone.text, alone.headers.get('content-type')]).toEqual(['a,b', 'text/csv'])
    expect(ofOther.status).toBe(404)
    expect((await organization.get(`${path}/attachments`)).text).toBe('[]')
  })

  it.each(['json', 'xml'])('name their file in the document, in %s', async (format) => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)
    const data = new FormData()
    data.set('attachment[file]', new File(['x'], 'scan.pdf', { type: 'application/pdf' }))
    const { id } = await sendForm(organization, `${path}/attachments`, data)
    await organization.send('POST', `${path}/attachments`, {
      type: 'url',
      url: 'https://x.example',
      intent: 'Internal',
    })

    const { text } = await (format === 'json' ? organization.get(path) : organization.getXml(path))

    const shown = [`/api/${path}/attachments/${id}`, 'scan.pdf', 'https://x.example', 'Internal']
    expect(shown.filter((value) => !text.includes(value))).toEqual([])
  })

  it('are on generated invoices, as is a scan, and can be fetched', async () => {
    await using organization = await startOrganization({ records: 40 })
    const { json } = await organization.get('invoices')
    const attached = json.find(({ attachments }: { attachments: unknown[] }) => attachments.length > 0)
    const scanned = json.find((invoice: Record<string, unknown>) => invoice['image-scan-file-name'] !== null)
    const [{ id, file }] = attached.attachments

    const content = await organization.get(`invoices/${attached.id}/attachments/${id}`)
    const scan = await organization.get(`invoices/${scanned.id}/retrieve_image_scan`)

    expect([content.status, content.text]).toEqual([200, `Content of ${file}\n`])
    expect(scan.status).toBe(200)
    expect(scan.headers.get('content-disposition')).toContain(scanned['image-scan-file-name'])
    expect(String(scan.text.length)).toBe(scanned['image-scan-file-size'])
  })

  it.each(['requisitions', 'receiving_transactions', 'quote_requests'])(
    'come with a new record of %s',
    async (name) => {
      await using organization = await startOrganization()

      const { status, json } = await organization.send('POST', name, {
        attachments: [{ type: 'text', text: 'see above' }],
      })

      expect([status, json.attachments]).toEqual([201, [expect.objectContaining({ type: 'text', text: 'see above' })]])
    },
  )

  it('belong to one record only, which must exist', async () => {
    await using organization = await startOrganization()
    const [first, second] = (await organization.get('invoices?limit=2')).json
    const { json } = await organization.send('POST', `invoices/${first.id}/attachments`, { type: 'text', text: 'mine' })

    expect((await organization.get(`invoices/${second.id}/attachments/${json.id}`)).status).toBe(404)
    expect(
      (await organization.send('POST', 'invoices/999999999/attachments', { type: 'text', text: 'x' })).status,
    ).toBe(404)
  })

  it('need a scope of their owner', async () => {
    await using organization = await startOrganization()
    const path = await invoicePath(organization)
    const headers = { authorization: `Bearer ${await requestToken(organization.sandbox, 'core.invoice.read')}` }

    expect((await organization.send('POST', `${path}/attachments`, { type: 'text', text: 'x' }, headers)).status).toBe(
      403,
    )
    expect((await organization.get(`${path}/attachments`, headers)).status).toBe(200)
  })

  it('that came with the organization have a file to download', async () => {
    await using organization = await startOrganization()
    const [{ id, 'file-file-size': size }] = (await organization.get('attachments?limit=1')).json

    const { text } = await organization.get(`attachments/${id}`)

    expect(text).toHaveLength(Number(size))
  })
})

/** An invoice that came without attachments. */
async function invoicePath(organization: TestOrganization): Promise<string> {
  const { json } = await organization.get('invoices?fields=["id",{"attachments":["id"]}]')
  const bare = json.find(({ attachments }: { attachments: unknown[] }) => attachments.length === 0)
  return `invoices/${bare.id}`
}

// biome-ignore lint/suspicious/noExplicitAny: the record is the subject of the tests
async function sendForm(organization: TestOrganization, path: string, data: FormData): Promise<any> {
  const response = await fetch(`${organization.sandbox.url}/${path}`, {
    method: 'POST',
    body: data,
    headers: { authorization: `Bearer ${organization.token}`, accept: 'application/json' },
  })
  return response.json()
}

import ssh2, { type Client, type SFTPWrapper } from 'ssh2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

let now = 0
let organization: TestOrganization
let client: Client
let sftp: SFTPWrapper

async function open(options: Parameters<typeof startOrganization>[0] = {}): Promise<void> {
  now = Date.parse('2026-05-04T10:00:00Z')
  organization = await startOrganization({ clock: { now: () => now }, records: 20, sftp: true, ...options })
  client = await connect()
  sftp = await new Promise((resolve, reject) =>
    client.sftp((error, wrapper) => (error ? reject(error) : resolve(wrapper))),
  )
}

function connect(password = organization.sandbox.sftp?.password ?? ''): Promise<Client> {
  const { port = 0, user = '' } = organization.sandbox.sftp ?? {}
  const opened = new ssh2.Client()
  return new Promise((resolve, reject) => {
    opened.on('ready', () => resolve(opened)).on('error', reject)
    opened.connect({ host: '127.0.0.1', port, username: user, password })
  })
}

const noSuchFile = ssh2.utils.sftp.STATUS_CODE.NO_SUCH_FILE

/** Calls a method of the client, and waits for what it calls back. */
function call<Result>(
  work: (done: (error: Error | undefined | null, result?: Result) => void) => unknown,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    work((error, result) => (error ? reject(error) : resolve(result as Result)))
  })
}

const write = (path: string, content: string): Promise<void> => call((done) => sftp.writeFile(path, content, done))
const read = async (path: string): Promise<string> => String(await call<Buffer>((done) => sftp.readFile(path, done)))
const list = async (path: string): Promise<readonly string[]> =>
  (await call<{ filename: string }[]>((done) => sftp.readdir(path, done))).map(({ filename }) => filename)

describe('the SFTP server of the sandbox', () => {
  beforeEach(async () => await open())
  afterEach(async () => {
    client.end()
    await organization.sandbox.close()
  })

  it('lets in whoever knows the password', async () => {
    await expect(connect('wrong')).rejects.toThrow('authentication')
    expect(organization.sandbox.sftp?.hostKey).toMatch(/^SHA256:/)
  })

  it('has folders of its own names, and keeps files as they are written', async () => {
    expect(await list('/Incoming')).toContain('Suppliers')
    await write('/upload.tmp', 'x'.repeat(100_000))

    expect((await read('/upload.tmp')).length).toBe(100_000)
    expect(await call((done) => sftp.stat('/upload.tmp', done))).toMatchObject({ size: 100_000 })
  })

  it('renames only to names that are free, and removes', async () => {
    await write('/a', '1')
    await write('/b', '2')

    await expect(call((done) => sftp.rename('/a', '/b', done))).rejects.toThrow()
    await call((done) => sftp.rename('/a', '/c', done))
    await call((done) => sftp.unlink('/b', done))

    expect(await read('/c')).toBe('1')
    await expect(read('/b')).rejects.toMatchObject({ code: noSuchFile })
  })

  const loaded = 'data_file_sources?file_file_name[in]=s_1.csv,s_2.csv&order_by=id&dir=asc'

  it('picks up files of the inbox after a while, in alphanumeric order, and tells what became of their rows', async () => {
    await write('/Incoming/Suppliers/s_2.csv', '"Name*","Supplier Number","Payment Terms"\r\n"Second","Z-1","nope"\r\n')
    await write('/Incoming/Suppliers/s_1.csv', '"Name*","Supplier Number","Payment Terms"\r\n"First","Z-1","N30"\r\n')
    expect((await organization.get(loaded)).json).toEqual([])

    now += 180_000
    expect(await list('/Incoming/Suppliers')).toEqual([])
    expect(await list('/Archive/Incoming/Suppliers')).toEqual(['s_1.csv', 's_2.csv'])
    now += 5000

    const { json } = await organization.get(loaded)
    expect(json).toMatchObject([
      { 'file-file-name': 's_1.csv', 'source-for': 'Supplier', status: 'Done', 'records-created': 1 },
      { 'file-file-name': 's_2.csv', status: 'Failed', 'upload-errors-count': 1 },
    ])
    expect(json[1]['upload-errors'][0]).toMatchObject({ row: 2, type: 'UploadRowError' })
    expect((await organization.get('suppliers?number=Z-1')).json).toMatchObject([{ name: 'First' }])
  })

  it('takes a file as it is at that moment, also one that is still written', async () => {
    await write('/Incoming/Suppliers/half.csv', '"Name*","Supplier Number"\r\n"Half","Z-9"\r\n')

    now += 180_000
    await organization.get('data_file_sources')
    await expect(read('/Incoming/Suppliers/half.csv')).rejects.toMatchObject({ code: noSuchFile })
  })

  const later = async (): Promise<Record<string, unknown>[]> => {
    now += 180_000
    await organization.get('data_file_sources')
    now += 5000
    return (await organization.get('data_file_sources?order_by=id&dir=desc&limit=1')).json
  }
  const csv = (rows: readonly (readonly string[])[]): string =>
    rows.map((cells) => `${cells.map((cell) => `"${cell}"`).join()}\r\n`).join('')

  it('loads invoices with their lines, and tells which row is wrong', async () => {
    const [supplier] = (await organization.get('suppliers?status=active&limit=1')).json
    const { number } = supplier
    await write(
      '/Incoming/Invoices/i.csv',
      csv([
        ['Invoice', 'Invoice Number*', 'Supplier Number', 'Invoice Date*', 'Currency', 'Chart of Accounts*'],
        ['Invoice Line', 'Invoice Number*', 'Line Number', 'Description', 'Price*', 'Quantity'],
        ['Invoice', 'FF-1', number, '2026-05-01', 'USD', ''],
        ['Invoice Line', 'FF-1', '1', 'Bolts', '2.50', '4'],
        ['Invoice Line', 'FF-1', '2', 'Nuts', '1.50', '2'],
        ['Invoice', 'FF-2', 'nobody', '2026-05-01', 'USD', ''],
      ]),
    )

    expect(await later()).toMatchObject([
      { 'source-for': 'InvoiceHeader', status: 'Done', 'records-created': 1, 'upload-errors': [{ row: 6 }] },
    ])
    expect((await organization.get('invoices?invoice-number=FF-1')).json).toMatchObject([
      { 'invoice-lines': [{ description: 'Bolts' }, { description: 'Nuts' }] },
    ])
  })

  it('loads a payment of an invoice once', async () => {
    const [invoice] = (await organization.get('invoices?status=approved&limit=1')).json
    const file = csv([
      ['Supplier Number', 'Invoice Number', 'Check Amount Paid', 'Check # / Note', 'Check Payment Date'],
      [invoice.supplier.number, invoice['invoice-number'], '12.50', 'CH-1', '2026-05-02'],
    ])
    const before = invoice.payments?.length ?? 0
    await write('/Incoming/InvoicePayments/p_1.csv', file)
    expect(await later()).toMatchObject([{ status: 'Done', 'records-updated': 1 }])
    await write('/Incoming/InvoicePayments/p_2.csv', file)
    await later()

    expect((await organization.get(`invoices/${invoice.id}`)).json.payments).toHaveLength(before + 1)
  })

  it('loads budget lines by period and segments, tax codes by code, and what the API does not show', async () => {
    const [period] = (await organization.get('periods?limit=1')).json
    const budget = (amount: string): string =>
      csv([
        ['Period', 'Amount', 'Segment 1', 'Segment 2'],
        [period.name, amount, '77', 'X'],
      ])
    await write('/Incoming/BudgetLines/b_1.csv', budget('700.00'))
    expect(await later()).toMatchObject([{ status: 'Done', 'records-created': 1 }])
    await write('/Incoming/BudgetLines/b_2.csv', budget('777.00'))
    expect(await later()).toMatchObject([{ status: 'Done', 'records-updated': 1 }])
    await write(
      '/Incoming/TaxCodes/t.csv',
      csv([
        ['Code', 'Percentage', 'Country Code'],
        ['NEW-1', '7', 'DE'],
      ]),
    )
    expect(await later()).toMatchObject([{ status: 'Done', 'records-created': 1 }])
    const rates = csv([
      ['Country Code', 'Tax Rate Type', 'Percentage'],
      ['DE', 'VAT', '19'],
      ['DE', '', '7'],
    ])
    await write('/Incoming/TaxRates/r.csv', rates)

    expect(await later()).toMatchObject([
      {
        'records-created': 1,
        'upload-errors': [
          { row: 3, 'field-errors': "Tax rate type can't be blank", 'field-with-error': 'tax-rate-type' },
        ],
      },
    ])
    expect((await organization.get('budget_lines?segment-1=77')).json).toMatchObject([{ amount: '777.00' }])
  })

  it('cuts an upload when it is told to', async () => {
    organization.sandbox.sftp?.fail('cut-upload')
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))

    void write('/cut.csv', 'y'.repeat(1000)).catch(() => {})
    await closed

    client = await connect()
    sftp = await call<SFTPWrapper>((done) => client.sftp(done))
    expect((await read('/cut.csv')).length).toBe(500)
  })
})

describe('the jobs that export files', () => {
  afterEach(async () => {
    client.end()
    await organization.sandbox.close()
  })

  it('write approved invoices with their lines, and mark them', async () => {
    await open({ sftp: { exportSeconds: 3600 } })
    const due = (await organization.get('invoices?status=approved&exported=false&fields=["id"]')).json
    now += 3_600_000

    const [name = ''] = await list('/Outgoing/Invoices')
    const rows = (await read(`/Outgoing/Invoices/${name}`)).split('\r\n')

    expect(name).toBe('InvoiceHeader_20260504_110000Z_1.csv')
    expect(rows.filter((row) => row.startsWith('"Header"'))).toHaveLength(due.length)
    expect(due.length).toBeGreaterThan(0)
    expect((await organization.get('invoices?status=approved&exported=false')).json).toEqual([])
  })

  it('write files that grow when they are told to', async () => {
    await open({ sftp: { exportSeconds: 3600, growSeconds: 30 } })
    now += 3_600_000
    const [name = ''] = await list('/Outgoing/Invoices')
    const half = await read(`/Outgoing/Invoices/${name}`)

    now += 30_000
    const whole = await read(`/Outgoing/Invoices/${name}`)

    expect(whole.length).toBeGreaterThan(half.length)
    expect(whole.startsWith(half)).toBe(true)
  })
})

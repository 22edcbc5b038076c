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

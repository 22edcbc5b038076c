import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../../contract/check.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { LoadSource, SourceInput } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { startCuttingProxy } from '../../testing/cutting-proxy.ts'
import { hasSshServer, startSshServer, type TestSshServer } from '../../testing/test-ssh-server.ts'
import { createWaitingClock } from '../../testing/waiting-clock.ts'
import { sftpSource } from './sftp-source.ts'

interface Inbox extends AsyncDisposable {
  readonly server: TestSshServer
  readonly folder: string
  readonly clock: ReturnType<typeof createWaitingClock>
  /** Writes a file that was changed so long ago. */
  write(name: string, content: string, ageMs?: number): Promise<void>
  open(settings?: Readonly<Record<string, string>>, more?: Partial<OpenSourceOptions>): Promise<LoadSource>
}

const hourMs = 3_600_000

async function createInbox(): Promise<Inbox> {
  const server = await startSshServer()
  await mkdir(server.folder)
  const clock = createWaitingClock()
  return {
    server,
    folder: server.folder,
    clock,
    write: async (name, content, ageMs = hourMs) => {
      const path = join(server.folder, name)
      await writeFile(path, content)
      const changedAt = new Date(Date.now() - ageMs)
      await utimes(path, changedAt, changedAt)
    },
    open: async (settings = {}, more = {}) => {
      return await sftpSource.open({ ...server.settings, ...settings }, { clock, intake: {}, ...more })
    },
    [Symbol.asyncDispose]: async () => await server[Symbol.asyncDispose](),
  }
}

async function namesOf(source: LoadSource): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { name } of source.inputs()) names.push(name)
  return names
}

async function firstOf(source: LoadSource): Promise<SourceInput> {
  for await (const input of source.inputs()) return input
  throw new Error('there is no input')
}

async function recordsOf(input: SourceInput): Promise<readonly unknown[]> {
  const records: unknown[] = []
  for await (const { fields } of (await input.read()).records) records.push(fields)
  return records
}

async function* lines(): AsyncGenerator<string> {
  yield '{"row":1}\n'
  yield '{"row":2}\n'
}

async function reportsOf(source: LoadSource): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = []
  for await (const report of source.check()) reports.push(report)
  return reports
}

describe.skipIf(!hasSshServer)('the SFTP source', () => {
  it('reads the files of a folder in the order of their names, and leaves others alone', async () => {
    await using inbox = await createInbox()
    for (const name of ['b.csv', 'a.csv', 'c.ndjson', '.hidden.csv', 'a.csv.result.csv', 'notes.txt'])
      await inbox.write(name, name === 'c.ndjson' ? '{"number":"3"}\n' : 'number,name\n1,One\n')
    await mkdir(join(inbox.folder, 'folder.csv'))
    await using source = await inbox.open()

    expect(await namesOf(source)).toEqual(['a.csv', 'b.csv', 'c.ndjson'])
    expect(await recordsOf(await firstOf(source))).toEqual([{ number: '1', name: 'One' }])
    expect(inbox.clock.waitsMs).toEqual([])
  })

  it('keeps the outcomes beside the file in one step, and moves both to the archive', async () => {
    await using inbox = await createInbox()
    await inbox.write('a.csv', 'number\n1\n')
    await mkdir(join(inbox.folder, 'archive'))
    await writeFile(join(inbox.folder, 'archive', 'a.csv'), 'an earlier one')
    await using source = await inbox.open()
    const input = await firstOf(source)

    expect(await input.keepResult('ndjson', lines())).toBe(`${inbox.folder}/a.csv.result.ndjson`)
    await input.finish('archive')
    await input.finish('archive')

    expect(await readdir(inbox.folder)).toEqual(['a.csv.result.ndjson', 'archive'])
    const archived = await readdir(join(inbox.folder, 'archive'))
    expect(archived).toEqual([
      expect.stringMatching(/^a\.\d{8}T\d{6}Z\.csv$/),
      expect.stringMatching(/^a\.\d{8}T\d{6}Z\.csv\.result\.ndjson$/),
      'a.csv',
    ])
    expect(await readFile(join(inbox.folder, 'archive', String(archived[1])), 'utf8')).toBe('{"row":1}\n{"row":2}\n')
    expect(await readFile(join(inbox.folder, 'archive', 'a.csv'), 'utf8')).toBe('an earlier one')
  })

  it('moves a file that was refused to failed, and one that is set by its path nowhere', async () => {
    await using inbox = await createInbox()
    await inbox.write('a.csv', 'number\n1\n')
    await inbox.write('b.csv', 'number\n1\n')
    const { folder, ...server } = inbox.server.settings
    await using single = await sftpSource.open(
      { ...server, file: `${folder}/a.csv` },
      { clock: inbox.clock, intake: {} },
    )
    await (await firstOf(single)).finish('archive')
    await using source = await inbox.open({}, { intake: { pattern: 'b*.csv' } })
    await (await firstOf(source)).finish('failed')

    expect(await readdir(inbox.folder)).toEqual(['a.csv', 'failed'])
    expect(await readdir(join(inbox.folder, 'failed'))).toEqual(['b.csv'])
  })

  it('fetches a file that a record names, from the folder and no other', async () => {
    await using inbox = await createInbox()
    await mkdir(join(inbox.folder, 'scans'))
    await inbox.write('scans/one.pdf', 'a scan')
    await using source = await inbox.open()

    const contentOf = async (name: string): Promise<string | undefined> => await (await source.openFile?.(name))?.text()

    expect(await contentOf('scans/one.pdf')).toBe('a scan')
    const others = ['scans/two.pdf', 'scans', '../scans/one.pdf', '/etc/passwd'].map(contentOf)
    expect(await Promise.all(others)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('leaves a file that grows for the next run', async () => {
    await using inbox = await createInbox()
    await inbox.write('complete.csv', 'number\n1\n')
    await inbox.write('growing.csv', 'number\n', 1000)
    inbox.clock.meanwhile = () => inbox.write('growing.csv', 'number\n1\n', 0)
    await using source = await inbox.open()

    expect(await namesOf(source)).toEqual(['complete.csv'])
    expect(inbox.clock.waitsMs).toEqual([30_000])
    inbox.clock.meanwhile = async () => {}
    expect(await namesOf(source)).toEqual(['complete.csv', 'growing.csv'])
  })

  it('says that a single file is not complete', async () => {
    await using inbox = await createInbox()
    await inbox.write('growing.csv', 'number\n', 1000)
    inbox.clock.meanwhile = () => inbox.write('growing.csv', 'number\n1\n', 0)
    const { folder, ...server } = inbox.server.settings
    const settings = { ...server, file: `${folder}/growing.csv`, stillSeconds: '5' }
    await using source = await sftpSource.open(settings, { clock: inbox.clock, intake: {} })

    await expect(namesOf(source)).rejects.toMatchObject({ code: 'INTERRUPTED', isRetryable: true })
    expect(inbox.clock.waitsMs).toEqual([5000])
  })

  it('does not archive another file that has got the name in the meantime', async () => {
    await using inbox = await createInbox()
    await inbox.write('a.csv', 'number\n1\n')
    await using source = await inbox.open()
    const input = await firstOf(source)

    await inbox.write('a.csv', 'number\n1\n2\n')
    await input.finish('archive')

    expect(await readFile(join(inbox.folder, 'a.csv'), 'utf8')).toBe('number\n1\n2\n')
    await expect(recordsOf(input)).rejects.toMatchObject({ code: 'INTERRUPTED' })
  })

  it('goes on with a new connection where the old one was lost while records were loaded', async () => {
    await using inbox = await createInbox()
    await using proxy = await startCuttingProxy(inbox.server.port)
    await inbox.write('a.csv', 'number\n1\n')
    await using source = await inbox.open({ port: String(proxy.port) })
    const input = await firstOf(source)
    await recordsOf(input)

    proxy.cut()
    await input.keepResult('ndjson', lines())
    proxy.cut()
    await input.finish('archive')

    expect(await readdir(inbox.folder)).toEqual(['a.csv.result.ndjson', 'archive'])
  })

  it('reads large files whole', async () => {
    await using inbox = await createInbox()
    const rows = Array.from({ length: 300_000 }, (_, i) => `${i},name ${i}\n`)
    await inbox.write('a.csv', `number,name\n${rows.join('')}`)
    await using source = await inbox.open()
    let last: unknown
    let count = 0
    for await (const { fields } of (await (await firstOf(source)).read()).records) {
      last = fields
      count += 1
    }

    expect([count, last]).toEqual([300_000, { number: '299999', name: 'name 299999' }])
  })

  it('connects to no address that is forbidden', async () => {
    await using inbox = await createInbox()
    const checkAddress = (host: string, address: string): void => {
      throw new EndpointError('ADDRESS_FORBIDDEN', `${host} is ${address}`)
    }
    await using source = await inbox.open({}, { checkAddress })

    await expect(namesOf(source)).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN' })
  })

  it('checks stage by stage, and leaves nothing', async () => {
    await using inbox = await createInbox()
    await using source = await inbox.open()

    const stages = (await reportsOf(source)).map(({ stage, status }) => `${stage} ${status}`)

    expect(stages).toEqual(
      ['connect', 'identify', 'sign-in', 'read', 'write', 'commit', 'clean-up'].map((stage) => `${stage} passed`),
    )
    expect(await readdir(join(inbox.folder))).toEqual(['archive'])
    expect(await readdir(join(inbox.folder, 'archive'))).toEqual([])
  })

  it('says which stage fails, and why', async () => {
    await using inbox = await createInbox()
    await using source = await inbox.open({ folder: '/nowhere/inbox' })

    expect((await reportsOf(source)).at(-1)).toMatchObject({ stage: 'read', status: 'failed', code: 'NOT_FOUND' })
  })

  it.each([
    [{ folder: '' }, 'folder'],
    [{ file: '/a.csv' }, 'folder'],
    [{ stillSeconds: 'soon' }, 'stillSeconds'],
    [{ temporaryFolder: '/tmp' }, 'temporaryFolder'],
  ])('refuses %o', async (change, field) => {
    const settings = { host: 'sftp.example.com', user: 'me', password: 'x', folder: '/inbox', ...change }

    const opening = sftpSource.open(settings, { clock: createWaitingClock(), intake: {} })

    await expect(opening).rejects.toMatchObject({ code: 'SETTING_INVALID', field })
  })
})

import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import ssh2, { type Attributes, type Connection, type SFTPWrapper } from 'ssh2'
import { RemoteFileError, type RemoteFiles } from './remote-files.ts'

/** What goes wrong once, the next time that it can. */
export type SftpFault =
  /** The connection is cut in the middle of an upload. */
  | 'cut-upload'
  /** A rename is refused. */
  | 'refuse-rename'
  /** A file is renamed, and the connection is cut before the answer. */
  | 'cut-after-rename'
  /** A file cannot be removed. */
  | 'refuse-remove'

/** A running SFTP server. */
export interface SftpServer {
  readonly port: number
  /** Fingerprint of the host key: `SHA256:…`. */
  readonly hostKey: string
  fail(fault: SftpFault): void
  close(): Promise<void>
}

export interface SftpServerOptions {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly files: () => RemoteFiles
}

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp
const folderMode = 0o040_755
const fileMode = 0o100_644

/** Starts an SFTP server over files in memory. Throws what listening throws. */
export async function startSftpServer(options: SftpServerOptions): Promise<SftpServer> {
  const { host, port, user, password, files } = options
  const key = ssh2.utils.generateKeyPairSync('ed25519')
  const parsed = ssh2.utils.parseKey(key.public)
  if (parsed instanceof Error) throw parsed
  const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '')
  const connections = new Set<Connection>()
  const faults: SftpFault[] = []
  const server = new ssh2.Server({ hostKeys: [key.private] }, (connection) => {
    connections.add(connection)
    connection.on('close', () => connections.delete(connection))
    // A client that goes away is nobody's fault.
    connection.on('error', () => {})
    connection.on('authentication', (context) => {
      if (context.method !== 'password') context.reject(['password'])
      else if (context.username === user && context.password === password) context.accept()
      else context.reject(['password'])
    })
    connection.on('ready', () => {
      connection.on('session', (acceptSession) => {
        acceptSession().on('sftp', (acceptSftp) => serve(acceptSftp(), files, connection, faults))
      })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    hostKey: `SHA256:${digest}`,
    fail: (fault) => void faults.push(fault),
    close: async () => {
      for (const connection of connections) connection.end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Handle =
  | { readonly kind: 'folder'; readonly path: string; isRead: boolean }
  | { readonly kind: 'file'; readonly path: string; content: Buffer; isChanged: boolean; readonly isAppending: boolean }

function serve(sftp: SFTPWrapper, files: () => RemoteFiles, connection: Connection, faults: SftpFault[]): void {
  const handles = new Map<number, Handle>()
  let handleCount = 0
  const isNext = (fault: SftpFault): boolean => {
    const place = faults.indexOf(fault)
    if (place >= 0) faults.splice(place, 1)
    return place >= 0
  }
  const attempt = (id: number, work: (current: RemoteFiles) => void): void => {
    try {
      const current = files()
      current.look()
      work(current)
    } catch (error) {
      if (!(error instanceof RemoteFileError)) throw error
      sftp.status(id, error.reason === 'missing' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE, error.message)
    }
  }
  const done = (id: number): void => void sftp.status(id, STATUS_CODE.OK)
  const addHandle = (id: number, handle: Handle): void => {
    handleCount += 1
    handles.set(handleCount, handle)
    const name = Buffer.alloc(4)
    name.writeUInt32BE(handleCount)
    sftp.handle(id, name)
  }
  const handleOf = (name: Buffer): Handle => {
    const handle = name.length === 4 ? handles.get(name.readUInt32BE()) : undefined
    if (handle === undefined) throw new RemoteFileError('missing', 'handle')
    return handle
  }
  const tell = (id: number, path: string): void => attempt(id, (current) => sftp.attrs(id, attributesOf(path, current)))

  sftp.on('REALPATH', (id, path) => {
    const filename = posix.resolve('/', path)
    sftp.name(id, [{ filename, longname: filename, attrs: {} as Attributes }])
  })
  sftp.on('STAT', tell)
  sftp.on('LSTAT', tell)
  sftp.on('FSTAT', (id, name) =>
    attempt(id, (current) => {
      const handle = handleOf(name)
      const attributes = attributesOf(handle.path, current)
      sftp.attrs(id, handle.kind === 'file' ? { ...attributes, size: handle.content.length } : attributes)
    }),
  )
  sftp.on('SETSTAT', done)
  sftp.on('FSETSTAT', done)
  sftp.on('OPEN', (id, path, flags) =>
    attempt(id, (current) => {
      const kind = current.kindOf(path)
      if (kind === 'folder') throw new RemoteFileError('folder', path)
      const creates = (flags & OPEN_MODE.CREAT) !== 0
      if (kind === undefined && !creates) throw new RemoteFileError('missing', path)
      if (kind === 'file' && (flags & OPEN_MODE.EXCL) !== 0) throw new RemoteFileError('exists', path)
      const isFresh = kind === undefined || (flags & OPEN_MODE.TRUNC) !== 0
      if (isFresh) current.write(path, Buffer.alloc(0))
      const { content } = current.read(path)
      addHandle(id, { kind: 'file', path, content, isChanged: false, isAppending: (flags & OPEN_MODE.APPEND) !== 0 })
    }),
  )
  sftp.on('READ', (id, name, offset, length) =>
    attempt(id, () => {
      const handle = handleOf(name)
      if (handle.kind === 'folder') throw new RemoteFileError('folder', handle.path)
      if (offset >= handle.content.length) sftp.status(id, STATUS_CODE.EOF)
      else sftp.data(id, handle.content.subarray(offset, offset + length))
    }),
  )
  sftp.on('WRITE', (id, name, offset, data) =>
    attempt(id, (current) => {
      const handle = handleOf(name)
      if (handle.kind === 'folder') throw new RemoteFileError('folder', handle.path)
      const isCut = isNext('cut-upload')
      const part = isCut ? data.subarray(0, data.length / 2) : data
      const start = handle.isAppending ? handle.content.length : offset
      const grown = Buffer.alloc(Math.max(handle.content.length, start + part.length))
      handle.content.copy(grown)
      part.copy(grown, start)
      handle.content = grown
      // As on a disk, others see a file grow.
      current.write(handle.path, grown)
      if (isCut) connection.end()
      else done(id)
    }),
  )
  sftp.on('CLOSE', (id, name) =>
    attempt(id, () => {
      handleOf(name)
      handles.delete(name.readUInt32BE())
      done(id)
    }),
  )
  sftp.on('OPENDIR', (id, path) =>
    attempt(id, (current) => {
      current.list(path)
      addHandle(id, { kind: 'folder', path, isRead: false })
    }),
  )
  sftp.on('READDIR', (id, name) =>
    attempt(id, (current) => {
      const handle = handleOf(name)
      if (handle.kind !== 'folder') throw new RemoteFileError('missing', handle.path)
      const names = handle.isRead ? [] : current.list(handle.path)
      handle.isRead = true
      if (names.length === 0) {
        sftp.status(id, STATUS_CODE.EOF)
        return
      }
      sftp.name(
        id,
        names.map((filename) => ({
          filename,
          longname: filename,
          attrs: attributesOf(posix.join(handle.path, filename), current),
        })),
      )
    }),
  )
  sftp.on('REMOVE', (id, path) =>
    attempt(id, (current) => {
      if (isNext('refuse-remove')) throw new RemoteFileError('exists', path)
      current.remove(path)
      done(id)
    }),
  )
  sftp.on('RENAME', (id, from, to) =>
    attempt(id, (current) => {
      if (isNext('refuse-rename')) throw new RemoteFileError('exists', to)
      current.rename(from, to)
      if (isNext('cut-after-rename')) connection.end()
      else done(id)
    }),
  )
  sftp.on('MKDIR', (id, path) =>
    attempt(id, (current) => {
      if (current.kindOf(path) !== undefined) throw new RemoteFileError('exists', path)
      current.folder(path)
      done(id)
    }),
  )
  sftp.on('RMDIR', (id, path) =>
    attempt(id, (current) => {
      current.removeFolder(path)
      done(id)
    }),
  )
}

function attributesOf(path: string, files: RemoteFiles): Attributes {
  const kind = files.kindOf(path)
  if (kind === undefined) throw new RemoteFileError('missing', path)
  const base = { uid: 1000, gid: 1000 }
  if (kind === 'folder') return { ...base, mode: folderMode, size: 4096, atime: 0, mtime: 0 }
  const { content, modifiedAt } = files.read(path)
  const seconds = Math.floor(modifiedAt / 1000)
  return { ...base, mode: fileMode, size: content.length, atime: seconds, mtime: seconds }
}

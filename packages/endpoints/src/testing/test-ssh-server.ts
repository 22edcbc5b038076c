import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const program = '/usr/sbin/sshd'
/** Whether OpenSSH's server is installed. */
export const hasSshServer = existsSync(program)

const run = promisify(execFile)

/** A real OpenSSH server on a loopback port, with keys and a folder of its own. */
export interface TestSshServer extends AsyncDisposable {
  readonly port: number
  /** Where it delivers to; a folder of this machine. */
  readonly folder: string
  readonly fingerprint: string
  /** Settings of a destination that reaches it. */
  readonly settings: Readonly<Record<string, string>>
}

export async function startSshServer(): Promise<TestSshServer> {
  const root = await mkdtemp(join(tmpdir(), 'sftp-'))
  const folder = join(root, 'out')
  // The server's parent runs as root only where the tests do, and then wants this folder.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
  await createKey(join(root, 'host'))
  await createKey(join(root, 'user'))
  const port = await freePort()
  const config = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${join(root, 'host')}`,
    `AuthorizedKeysFile ${join(root, 'user.pub')}`,
    `PidFile ${join(root, 'pid')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin prohibit-password',
    'Subsystem sftp internal-sftp',
  ]
  await writeFile(join(root, 'config'), config.join('\n'))
  const server = spawn(program, ['-D', '-e', '-f', join(root, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let log = ''
    server.stderr.on('data', (part) => {
      log += String(part)
      if (log.includes('Server listening')) resolve()
    })
    void ended.then(() => reject(new Error(`sshd ended: ${log}`)))
  })
  const { stdout } = await run('ssh-keygen', ['-lf', join(root, 'host.pub')])
  const fingerprint = stdout.split(' ')[1] ?? ''
  return {
    port,
    folder,
    fingerprint,
    settings: {
      host: '127.0.0.1',
      port: String(port),
      user: userInfo().username,
      privateKey: await readFile(join(root, 'user'), 'utf8'),
      hostKey: fingerprint,
      folder,
    },
    [Symbol.asyncDispose]: async () => {
      server.kill()
      await ended
      await rm(root, { recursive: true, force: true })
    },
  }
}

async function createKey(path: string): Promise<void> {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path])
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

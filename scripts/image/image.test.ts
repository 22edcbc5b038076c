import { chmodSync, chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildah, buildImages } from './build-image.ts'
import { canRunImages } from './can-run-images.ts'
import { type ImageProcess, type UnpackedImage, unpackImage } from './run-image.ts'

const tag = 'localhost/coupa-connector-under-test:latest'
const port = 26_371
const url = `http://127.0.0.1:${port}`

describe.skipIf(!canRunImages())('the image', () => {
  let image: UnpackedImage
  let names: readonly string[]
  let data: string
  beforeAll(() => {
    const { images, base } = buildImages({ tag })
    names = [...Object.values(images), ...(base === undefined ? [] : [base])]
    image = unpackImage(images.complete)
    data = image.makeVolume()
  }, 300_000)
  afterAll(() => {
    image?.[Symbol.dispose]()
    for (const name of names ?? []) buildah(['rmi', name])
  }, 60_000)

  const serve = async (hostname: string, args: readonly string[] = []): Promise<ImageProcess> => {
    const hub = image.start({ args: ['serve', '--port', String(port), ...args], hostname, data })
    await hub.waitFor('Ctrl-C ends it.')
    return hub
  }
  const isHealthy = async (): Promise<number | null> => {
    const [, ...args] = image.configuration.healthCheck
    const environment = { COUPA_CONNECTOR_PORT: String(port) }
    return (await image.start({ args, hostname: 'check', data, environment }).finished).status
  }

  test('is at most 180 MiB without the embedded database', () => {
    const [complete, slim] = [tag, `${tag}-slim`].map((name) => sizeOf(name) / 2 ** 20)

    expect(slim).toBeLessThan(180)
    expect(complete).toBeGreaterThan(slim ?? 0)
    expect(complete).toBeLessThan(240)
  })

  test('says how it is run', () => {
    expect(image.configuration).toMatchObject({
      user: '10001:10001',
      entrypoint: ['coupa-connector'],
      command: ['serve'],
      volumes: ['/var/lib/coupa-connector'],
      healthCheck: ['coupa-connector', 'serve', '--health'],
    })
  })

  test('runs on a root that is read-only, starts again under another host name after a kill, and ends on SIGTERM', async () => {
    expect(await isHealthy()).toBe(1)
    const first = await serve('first')
    expect(await isHealthy()).toBe(0)
    await enrollNode(first)
    first.kill('SIGKILL')
    await first.finished

    const second = await serve('second', ['--no-atom', '--no-sandbox'])

    expect(second.printed.stderr).not.toContain('may be in use')
    expect(await isHealthy()).toBe(0)
    const third = image.start({ args: ['serve', '--port', '0'], hostname: 'second', data })
    expect((await third.finished).status).toBe(2)
    expect(third.printed.stderr).toContain('is in use by process 1 on second')
    second.kill('SIGTERM')
    expect((await second.finished).status).toBe(0)
    expect(await isHealthy()).toBe(1)

    // As Kubernetes and systemd lay out keys: of root, and readable by the group.
    chownSync(join(data, 'keys.json'), 0, 10_001)
    chmodSync(join(data, 'keys.json'), 0o440)
    const verify = image.start({ args: ['keys', 'verify'], hostname: 'desk', data })
    expect({ ...(await verify.finished), stderr: verify.printed.stderr }).toEqual({ status: 0, stderr: '' })
  }, 180_000)

  /** A node enrolls at its first start, is killed, and starts again as the same one under another host name. */
  async function enrollNode(hub: ImageProcess): Promise<void> {
    const [home, node] = [image.makeVolume(), image.makeVolume()]
    const link = /http\S+\/set-up#\S+/.exec(hub.printed.stdout)?.[0] ?? ''
    const person = ['--email', 'anna@example.com', '--name', 'Anna', '--account', 'Acme']
    const run = async (args: readonly string[], input = ''): Promise<string> => {
      const { printed, finished } = image.start({ args, hostname: 'desk', data: home, input })
      expect({ ...(await finished), stderr: printed.stderr }).toMatchObject({ status: 0 })
      return printed.stdout
    }
    await run(['hub', 'set-up', link, ...person], 'a sentence that nobody guesses\n')
    const tokenFile = join(node, 'installer-token')
    // As Kubernetes lays out a secret: of root, and readable by the group.
    writeFileSync(tokenFile, await run(['hub', 'containers', 'token']))
    chownSync(tokenFile, 0, 10_001)
    chmodSync(tokenFile, 0o440)
    const args = ['container', 'run', '--hub', url, '--name', 'Plant 7', '--token-file']
    const inside = '/var/lib/coupa-connector/installer-token'

    const first = image.start({ args: [...args, inside], hostname: 'node-1', data: node })
    await first.waitFor('Node "node-1" of the atom "Plant 7"')
    first.kill('SIGKILL')
    await first.finished
    // The token is not read again.
    const second = image.start({ args: [...args, '/missing'], hostname: 'node-2', data: node })
    await second.waitFor('Node "node-1" of the atom "Plant 7"')
    second.kill('SIGTERM')
    expect((await second.finished).status).toBe(0)
  }
})

function sizeOf(name: string): number {
  const [image] = JSON.parse(buildah(['images', '--json', name])) as { size: string }[]
  const [, number = '', unit = ''] = /^([\d.]+) (MB|GB)$/.exec(image?.size ?? '') ?? []
  return Number(number) * (unit === 'GB' ? 1e9 : 1e6)
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from './read-configuration.ts'
import { readCredentials } from './read-credentials.ts'
import { serveSettings } from './serve-settings.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'))
})
afterEach(() => rm(folder, { recursive: true }))

const read = async (environment: Readonly<Record<string, string>> = {}) =>
  readConfiguration(serveSettings, {
    environment,
    flag: () => undefined,
    file: { name: 'hub.json', content: { metricsToken: 'from the file' } },
    credentials: await readCredentials(folder, serveSettings),
  })

describe('secrets in files', () => {
  it('win over the configuration file, lose to a variable, and end before their line break', async () => {
    await writeFile(join(folder, 'metricsToken'), 'from a credential\n')

    const configuration = await read()
    expect(configuration.text('metricsToken')).toBe('from a credential')
    expect(configuration.given.find(({ setting }) => setting.name === 'metricsToken')).toMatchObject({
      source: 'credential',
      from: join(folder, 'metricsToken'),
    })
    const variable = await read({ COUPA_CONNECTOR_METRICS_TOKEN: 'from a variable' })
    expect(variable.text('metricsToken')).toBe('from a variable')
  })

  it('are secret settings alone: files of other names are left alone', async () => {
    await writeFile(join(folder, 'port'), '1')
    await writeFile(join(folder, 'postgres-password'), 'of another program')

    expect((await read()).integer('port')).toBeUndefined()
  })

  it('are named when they cannot be used, and never repeated', async () => {
    await writeFile(join(folder, 'database'), 'canary-8c1f')

    await expect(read()).rejects.toThrow(`${join(folder, 'database')}: what is set cannot be used`)
    await expect(read()).rejects.not.toThrow('canary')
  })

  it('need a folder that is there', async () => {
    await expect(readCredentials(join(folder, 'missing'), serveSettings)).rejects.toThrow('cannot be read (ENOENT)')
    await writeFile(join(folder, 'file'), '')
    await expect(readCredentials(join(folder, 'file'), serveSettings)).rejects.toThrow('is not a folder')
  })
})
